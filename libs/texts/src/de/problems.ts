/** Titles and details of every problem the interface answers; `{{x}}` are parameters. */
export const problems = {
  malformed: {
    title: 'Die Anfrage ist nicht lesbar',
    detail: 'Der Inhalt ist kein gültiges JSON-Objekt. Bitte prüfen Sie Klammern und Anführungszeichen.',
  },
  invalid: {
    title: 'Angaben fehlen oder sind ungültig',
    detail: 'Bitte berichtigen Sie die genannten Felder. Es wurde nichts gespeichert.',
  },
  'not-signed-in': {
    title: 'Bitte melden Sie sich an',
    detail: 'Ihre Sitzung ist abgelaufen oder Sie sind nicht angemeldet.',
  },
  'sign-in-failed': {
    title: 'Anmeldung nicht möglich',
    detail: 'E-Mail-Adresse oder Passwort stimmen nicht.',
  },
  forbidden: {
    title: 'Dazu fehlt Ihnen das Recht',
    detail:
      'Ihre Rolle erlaubt das hier nicht. Wenden Sie sich an Ihre Koordination oder an die Gemeinsame Stelle.',
  },
  'cross-site': {
    title: 'Anfrage von fremder Seite abgewiesen',
    detail: 'Schreibende Anfragen sind nur von dieser Anwendung aus erlaubt.',
  },
  'not-found': {
    title: 'Gibt es hier nicht',
    detail: 'Der Eintrag existiert nicht oder gehört nicht zu Ihrem Bereich.',
  },
  conflict: {
    title: 'Das passt nicht zum jetzigen Stand',
    detail: 'Bitte laden Sie die Seite neu und prüfen Sie den Stand.',
  },
  'already-exists': { title: 'Das gibt es schon', detail: 'Ein gleicher Eintrag ist bereits vorhanden.' },
  'version-missing': {
    title: 'Angabe der Fassung fehlt',
    detail: 'Senden Sie die gelesene Fassung im Kopf If-Match mit, zum Beispiel If-Match: "3".',
  },
  'version-stale': {
    title: 'Inzwischen von jemand anderem geändert',
    detail: 'Laden Sie den neuen Stand, prüfen Sie Ihre Änderung und speichern Sie noch einmal.',
  },
  'too-large': {
    title: 'Die Anfrage ist zu groß',
    detail: 'Erlaubt ist höchstens 1 MB. Bitte kürzen Sie den Inhalt.',
  },
  'media-type': {
    title: 'Dieses Format wird nicht angenommen',
    detail: 'Bitte senden Sie application/json.',
  },
  'form-unreadable': {
    title: 'Die Übertragung ist unvollständig',
    detail:
      'Die Datei kam nicht vollständig an. Bitte senden Sie sie noch einmal als multipart/form-data, Feld „file“.',
  },
  'file-too-large': { title: 'Die Datei ist zu groß', detail: 'Erlaubt sind höchstens {{max}} MB.' },
  'file-kind': {
    title: 'Diese Art von Datei wird hier nicht angenommen',
    detail:
      'Gebraucht wird {{wanted}}; dem Inhalt nach ist die Datei etwas anderes ({{found}}). Der Name der Datei spielt keine Rolle.',
  },
  'file-empty': { title: 'Die Datei ist leer', detail: 'Bitte wählen Sie die Datei mit dem Inhalt.' },
  'too-many-requests': {
    title: 'Zu viele Versuche',
    detail: 'Bitte warten Sie {{seconds}} Sekunden und versuchen Sie es dann noch einmal.',
  },
  unavailable: {
    title: 'Im Augenblick nicht erreichbar',
    detail:
      'Die Datenbank antwortet nicht. Bitte versuchen Sie es in einer Minute noch einmal. Es wurde nichts gespeichert.',
  },
  unexpected: {
    title: 'Unerwarteter Fehler',
    detail:
      'Es wurde nichts gespeichert. Bitte nennen Sie der Gemeinsamen Stelle die Vorgangsnummer {{traceId}}.',
  },
  'export-too-large': {
    title: 'Für Excel sind das zu viele Zeilen',
    detail:
      'Eine Excel-Datei fasst hier höchstens {{max}} Zeilen. Bitte exportieren Sie als CSV oder grenzen Sie die Liste ein.',
  },
  'export-by-member': {
    title: 'Bitte aus der Liste des Mitglieds exportieren',
    detail:
      'So lange Listen erzeugt im Hintergrund nur, wer zur Gemeinsamen Stelle gehört. Öffnen Sie die Liste Ihres Mitglieds und exportieren Sie dort.',
  },
  'idempotency-key-invalid': {
    title: 'Der Idempotency-Key ist ungültig',
    detail: 'Erlaubt sind 1 bis 200 druckbare ASCII-Zeichen, zum Beispiel eine UUID.',
  },
  'idempotency-key-used': {
    title: 'Dieser Idempotency-Key gehört zu einer anderen Anfrage',
    detail: 'Mit demselben Schlüssel kam schon ein anderer Inhalt. Bitte nehmen Sie einen neuen Schlüssel.',
  },
  'idempotency-in-flight': {
    title: 'Die gleiche Anfrage wird gerade bearbeitet',
    detail: 'Bitte warten Sie einen Augenblick und senden Sie sie dann unverändert noch einmal.',
  },
  'report-not-draft': {
    title: 'Dieser Bericht ist kein Entwurf',
    detail: 'Festgeschrieben wird nur ein fertiger Entwurf. Bitte laden Sie die Seite neu.',
  },
  'report-interim': {
    title: 'Ein Zwischenstand wird nicht festgeschrieben',
    detail: 'Bitte erzeugen Sie den Bericht, wenn das Quartal zu Ende ist.',
  },
  'status-transition': {
    title: 'Dieser Statuswechsel ist nicht vorgesehen',
    detail: 'Von „{{from}}“ geht es nicht zu „{{to}}“.',
  },
  'duty-running': {
    title: 'Eine gesetzliche Frist läuft noch',
    detail:
      'Der Vorfall kann erst geschlossen werden, wenn gemeldet oder begründet nicht gemeldet wurde: {{titles}}.',
  },
  'duty-decided': {
    title: 'Über diese Frist ist schon entschieden',
    detail: 'Die Entscheidung steht in der Chronik des Vorfalls.',
  },
  'late-reason-missing': {
    title: 'Begründung der Verspätung fehlt',
    detail: 'Die Frist endete vor der Absendung. Art. 33 Abs. 1 Satz 2 DSGVO verlangt eine Begründung.',
  },
  'occurred-after-detected': {
    title: 'Die Zeiten passen nicht zusammen',
    detail: '„Eingetreten“ liegt nach „bemerkt“.',
  },
  'aware-before-detected': {
    title: 'Die Zeiten passen nicht zusammen',
    detail: 'Die Kenntnis liegt vor „bemerkt“.',
  },
  'submitted-before-start': {
    title: 'Die Zeiten passen nicht zusammen',
    detail: 'Die Absendung liegt vor dem Beginn der Frist.',
  },
  'unknown-reference': {
    title: 'Ein angegebener Eintrag existiert hier nicht',
    detail: 'Das Feld „{{field}}“ nennt einen Eintrag, den es in diesem Mitglied nicht gibt.',
  },
  'county-only-by-office': {
    title: 'Nur das Mitglied selbst darf das',
    detail:
      'Die Sichtbarkeit „nur Kreis“ setzt das Mitglied; die Gemeinsame Stelle könnte den Vorfall danach nicht mehr sehen.',
  },
  'own-mandate': {
    title: 'Das eigene Mandat ändert jemand anderes',
    detail: 'Über Beginn und Ende Ihres Zugangs entscheidet nicht, wer ihn hat.',
  },
  'password-wrong': {
    title: 'Das bisherige Passwort stimmt nicht',
    detail: 'Bitte geben Sie Ihr jetziges Passwort noch einmal ein.',
  },
  'founding-code-wrong': {
    title: 'Der Einmalcode stimmt nicht',
    detail:
      'Bitte übernehmen Sie ihn so, wie er beim letzten Start von Bergfried ausgegeben wurde. Ein früherer gilt nicht mehr.',
  },
  'own-membership': {
    title: 'Den eigenen Zugang ändert jemand anderes',
    detail: 'Bitten Sie eine andere berechtigte Person darum.',
  },
  'view-name-taken': {
    title: 'Diesen Namen hat schon eine Ihrer Ansichten',
    detail: 'Bitte wählen Sie einen anderen Namen oder überschreiben Sie die vorhandene Ansicht.',
  },
  'too-many-views': {
    title: 'Sie haben schon {{max}} Ansichten',
    detail: 'Bitte löschen Sie zuerst eine, die Sie nicht mehr brauchen.',
  },
  'bulk-refused': {
    title: 'Es wurde nichts gespeichert',
    detail:
      'Mindestens ein ausgewählter Vorfall lässt die Änderung nicht zu; die Gründe stehen beim Vorfall.',
  },
} as const;

/** Words for one invalid field, by code. */
export const fieldErrors = {
  unknown: 'Dieses Feld gibt es nicht.',
  required: 'Bitte machen Sie diese Angabe.',
  text: 'Bitte geben Sie Text ein.',
  length: 'Bitte {{min}} bis {{max}} Zeichen.',
  nul: 'Ein unsichtbares Zeichen (NUL) ist nicht erlaubt.',
  choice: 'Erlaubt sind: {{values}}.',
  instant: 'Bitte Datum und Uhrzeit nach ISO 8601 mit Zeitzone, zum Beispiel 2026-11-22T08:30:00+01:00.',
  day: 'Bitte ein Datum als JJJJ-MM-TT.',
  future: 'Der Zeitpunkt liegt in der Zukunft.',
  tooOld: 'Der Zeitpunkt liegt vor dem Jahr 2000.',
  id: 'Das ist keine gültige Kennung.',
  flag: 'Bitte true oder false.',
  number: 'Bitte eine ganze Zahl von {{min}} bis {{max}}.',
  email: 'Bitte eine gültige E-Mail-Adresse.',
  cursor: 'Diese Fortsetzungsmarke ist ungültig. Bitte beginnen Sie die Liste von vorn.',
  list: 'Bitte eine Liste mit höchstens {{max}} Einträgen.',
  order: 'Das Ende liegt vor dem Beginn.',
  query: 'Bitte Suchparameter einer Liste, zum Beispiel status=reported.',
  items: 'Bitte eine Liste mit 1 bis {{max}} Einträgen.',
  twice: 'Dieser Eintrag steht zweimal in der Liste.',
  notHere: 'Gibt es hier nicht.',
  stale: 'Inzwischen von jemand anderem geändert.',
  transition: 'Von „{{from}}“ geht es nicht zu „{{to}}“.',
  closed: 'Der Vorfall ist abgeschlossen; er wird einzeln geändert.',
  refused: 'Diese Änderung ist hier nicht möglich.',
  slug: 'Bitte Kleinbuchstaben a bis z, Ziffern und einzelne Bindestriche dazwischen, höchstens 60 Zeichen.',
  slugReserved: 'Diese Adresse braucht Bergfried selbst. Bitte wählen Sie eine andere.',
  slugTaken: 'Diese Adresse ist schon vergeben. Bitte wählen Sie eine andere.',
  plate: 'Bitte ein bis vier Großbuchstaben, zum Beispiel VB.',
  plateTaken: 'Dieses Kennzeichen hat schon ein anderer Landkreis Ihrer Stelle.',
  ags: 'Der Amtliche Gemeindeschlüssel hat bei Landkreisen 5 Ziffern, bei Städten 5 oder 8, bei Gemeinden 8, und beginnt mit dem Land (01 bis 16). Ein Eigenbetrieb hat keinen.',
  agsTaken: 'Diesen Amtlichen Gemeindeschlüssel hat schon ein anderes Mitglied Ihrer Stelle.',
} as const;
