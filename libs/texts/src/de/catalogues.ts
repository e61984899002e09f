/** Words of catalogues that the server writes: why a file is refused, what was odd in one that was taken, what is being done. */
export const catalogues = {
  refusals: {
    encoding:
      'Die Datei ist nicht in UTF-8 gespeichert. Bitte speichern Sie sie als UTF-8 oder laden Sie sie noch einmal von der Quelle.',
    nul: 'Die Datei enthält ein unsichtbares Zeichen (NUL), das in Texten nicht vorkommt. Bitte laden Sie sie noch einmal von der Quelle.',
    'not-json': 'Die Datei ist kein gültiges JSON. Bitte laden Sie sie noch einmal von der Quelle.',
    truncated:
      'Die Datei ist abgeschnitten: ihr Ende fehlt. Bitte laden Sie sie noch einmal vollständig von der Quelle.',
    'too-deep': 'Die Datei ist zu tief verschachtelt (erlaubt sind {{max}} Ebenen).',
    'not-a-catalogue': 'Die Datei ist kein OSCAL-Katalog: das Feld „catalog“ fehlt.',
    'other-model':
      'Die Datei ist ein anderes OSCAL-Dokument ({{model}}), kein Katalog. Bitte wählen Sie den aufgelösten Katalog.',
    structure: 'Der Aufbau ist nicht lesbar: an der Stelle {{place}} steht keine Liste von Objekten.',
    'duplicate-field':
      'Das Feld „{{field}}“ steht in demselben Objekt zweimal; ein Teil des Katalogs ginge verloren. Bitte laden Sie die Datei noch einmal von der Quelle.',
    'no-requirements': 'Der Katalog enthält keine Anforderung.',
    'too-many': 'Der Katalog ist zu umfangreich (erlaubt sind {{max}} Einträge einer Art).',
    'duplicate-id':
      'Die Kennung „{{id}}“ kommt zweimal vor (noch einmal an der Stelle {{place}}). Verweise wären nicht eindeutig.',
    'duplicate-key':
      'Die Anforderungen „{{other}}“ und „{{id}}“ tragen denselben Schlüssel {{key}} (alt-identifier).',
    'id-missing': 'Eine Anforderung hat keine Kennung (Stelle {{place}}).',
    'id-too-long': 'Eine Kennung ist zu lang (Stelle {{place}}, erlaubt sind {{max}} Zeichen).',
    'too-large': 'Die Datei ist zu groß (erlaubt sind {{max}} MB).',
    'text-too-long':
      'Die Texte von „{{id}}“ sind zu groß: Mit den Parametern, die sie nennen, haben sie mehr als {{max}} Zeichen. Bitte prüfen Sie, ob Parameter vielfach ineinander stehen.',
    'texts-too-long':
      'Die Texte des Katalogs sind zusammen zu groß: Mit den Parametern, die sie nennen, haben sie mehr als {{max}} Zeichen. Bitte teilen Sie den Katalog auf.',
    'too-slow':
      'Die Datei ist zu groß oder zu verwickelt: Sie ließ sich nicht in {{max}} Sekunden Rechenzeit lesen. Bitte teilen Sie den Katalog auf oder laden Sie ihn noch einmal von der Quelle.',
    'too-heavy':
      'Die Datei ist zu groß oder zu verwickelt: Zum Lesen reichte der Speicher nicht ({{max}} MB). Bitte teilen Sie den Katalog auf oder laden Sie ihn noch einmal von der Quelle.',
  },
  findings: {
    schema: 'Entspricht nicht dem OSCAL-Schema: {{rule}}.',
    'schema-more': 'Weitere Befunde, die nicht einzeln aufgenommen wurden: {{count}}.',
    'version-unknown': 'Die OSCAL-Fassung {{version}} ist nicht bekannt; geprüft wurde nach {{used}}.',
    'version-missing': 'Die OSCAL-Fassung fehlt; geprüft wurde nach {{used}}.',
    'key-from-id':
      'Anforderungen ohne dauerhaften Schlüssel (alt-identifier): {{count}}, zum Beispiel {{examples}}. Ersatzweise gilt die gedruckte Kennung; sie kann sich mit einer neuen Ausgabe ändern.',
    'id-from-key': 'Die gedruckte Kennung fehlt; gezeigt wird der Schlüssel.',
    'title-missing': 'Der Titel fehlt.',
    'text-cut': 'Das Feld „{{field}}“ ist länger als {{max}} Zeichen und wurde gekürzt.',
    'text-cleaned':
      'Texte, aus denen unsichtbare Steuerzeichen oder halbe Zeichen entfernt wurden: {{count}}.',
    'date-unusable': 'Das Datum „{{field}}“ ist nicht brauchbar ({{value}}) und fehlt deshalb.',
    'link-unresolved':
      'Verweise, die in dieser Datei zu nichts führen: {{count}}, zum Beispiel {{examples}}.',
    'param-unresolved':
      'Textstellen mit einem Parameter, den es nicht gibt: {{count}}, zum Beispiel {{examples}}.',
    'statement-missing': 'Anforderungen ohne Anforderungstext: {{count}}, zum Beispiel {{examples}}.',
    'licence-missing':
      'Die Datei nennt keine Lizenz. Bitte klären Sie, ob Sie die Inhalte nutzen und weitergeben dürfen.',
    'group-code-made': 'Gruppen ohne Kennung, die eine laufende erhielten: {{count}} ({{examples}}).',
  },
  schemaRules: {
    additionalProperties: 'unbekanntes Feld „{{detail}}“{{at}}',
    required: 'Feld „{{detail}}“ fehlt{{at}}',
    type: 'falsche Art von Wert{{at}}',
    format: 'Wert nicht in der Form „{{detail}}“{{at}}',
    pattern: 'Schreibweise passt nicht zum Muster{{at}}',
    minItems: 'leere Liste{{at}}',
    other: 'Regel „{{detail}}“ verletzt{{at}}',
  },
  schemaAt: ' bei {{at}}',
  steps: { checking: 'Datei lesen und prüfen', writing: 'Anforderungen übernehmen' },
  job: {
    fileMissing: 'Die hochgeladene Datei ist nicht mehr vorhanden. Bitte laden Sie sie noch einmal hoch.',
  },
} as const;
