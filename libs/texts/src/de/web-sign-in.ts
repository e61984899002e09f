/** Sign-in: on its page, and in place when a session has ended. */
export const webSignIn = {
  signIn: {
    title: 'Anmelden',
    text: 'Informationssicherheit für Landkreise, Städte und Gemeinden.',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    busy: 'Anmeldung läuft …',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
    passwordMissing: 'Geben Sie Ihr Passwort ein.',
    wrong: 'E-Mail-Adresse oder Passwort stimmen nicht.',
    wait: 'Zu viele Versuche. Bitte warten Sie noch {{time}}.',
    seconds_one: '{{count}} Sekunde',
    seconds_other: '{{count}} Sekunden',
    minutes_one: '{{count}} Minute',
    minutes_other: '{{count}} Minuten',
    failed: 'Die Anmeldung ist gerade nicht möglich. Bitte versuchen Sie es in einer Minute noch einmal.',
    again: 'Bitte melden Sie sich noch einmal an',
    againText: 'Ihre Sitzung ist abgelaufen. Ihre Eingaben bleiben erhalten.',
    forgot: 'Passwort vergessen?',
    help: 'Kein Zugang? Ihre Koordination oder die Gemeinsame Stelle schickt Ihnen eine Einladung.',
  },
} as const;
