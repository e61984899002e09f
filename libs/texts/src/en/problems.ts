import type { fieldErrors as deFieldErrors, problems as deProblems } from '../de/problems.js';

/** English titles and details; same keys as the German source. */
export const problems: Record<keyof typeof deProblems, { title: string; detail: string }> = {
  malformed: {
    title: 'The request cannot be read',
    detail: 'The content is not a valid JSON object. Please check brackets and quotes.',
  },
  invalid: {
    title: 'Entries are missing or invalid',
    detail: 'Please correct the fields named. Nothing was saved.',
  },
  'not-signed-in': { title: 'Please sign in', detail: 'Your session has expired or you are not signed in.' },
  'sign-in-failed': { title: 'Sign-in failed', detail: 'E-mail address or password is wrong.' },
  forbidden: {
    title: 'You lack the right to do this',
    detail: 'Your role does not allow this here. Please ask your coordinator or the shared office.',
  },
  'cross-site': {
    title: 'Request from a foreign site refused',
    detail: 'Writing requests are only allowed from this application.',
  },
  'not-found': { title: 'Not here', detail: 'The entry does not exist or does not belong to your area.' },
  conflict: {
    title: 'This does not fit the present state',
    detail: 'Please reload the page and check the state.',
  },
  'already-exists': { title: 'This exists already', detail: 'An equal entry is already there.' },
  'version-missing': {
    title: 'The version is missing',
    detail: 'Send the version you read in the header If-Match, for example If-Match: "3".',
  },
  'version-stale': {
    title: 'Changed by somebody else meanwhile',
    detail: 'Load the new state, check your change and save again.',
  },
  'too-large': {
    title: 'The request is too large',
    detail: 'At most 1 MB is allowed. Please shorten the content.',
  },
  'media-type': { title: 'This format is not accepted', detail: 'Please send application/json.' },
  'form-unreadable': {
    title: 'The transfer is incomplete',
    detail: 'The file did not arrive completely. Please send it again as multipart/form-data, field “file”.',
  },
  'file-too-large': { title: 'The file is too large', detail: 'At most {{max}} MB are allowed.' },
  'file-kind': {
    title: 'This kind of file is not accepted here',
    detail:
      'Needed is {{wanted}}; by its content the file is something else ({{found}}). The name of the file does not matter.',
  },
  'file-empty': { title: 'The file is empty', detail: 'Please choose the file with the content.' },
  'too-many-requests': {
    title: 'Too many attempts',
    detail: 'Please wait {{seconds}} seconds and try again.',
  },
  unavailable: {
    title: 'Not reachable at the moment',
    detail: 'The database does not answer. Please try again in a minute. Nothing was saved.',
  },
  unexpected: {
    title: 'Unexpected error',
    detail: 'Nothing was saved. Please tell the shared office the trace number {{traceId}}.',
  },
  'export-too-large': {
    title: 'Too many rows for Excel',
    detail: 'An Excel file holds at most {{max}} rows here. Please export as CSV or narrow the list.',
  },
  'export-by-member': {
    title: 'Please export from the list of the member',
    detail:
      'Lists this long are written in the background for people of the joint office only. Open the list of your member and export there.',
  },
  'idempotency-key-invalid': {
    title: 'The Idempotency-Key is invalid',
    detail: 'Allowed are 1 to 200 printable ASCII characters, for example a UUID.',
  },
  'idempotency-key-used': {
    title: 'This Idempotency-Key belongs to another request',
    detail: 'Another body arrived with the same key before. Please take a new key.',
  },
  'idempotency-in-flight': {
    title: 'The same request is being worked on',
    detail: 'Please wait a moment and then send it again unchanged.',
  },
  'report-not-draft': {
    title: 'This report is no draft',
    detail: 'Only a finished draft can be finalised. Please load the page again.',
  },
  'report-interim': {
    title: 'An interim report is not finalised',
    detail: 'Please have the report made when the quarter has ended.',
  },
  'status-transition': {
    title: 'This change of status is not foreseen',
    detail: 'There is no way from “{{from}}” to “{{to}}”.',
  },
  'duty-running': {
    title: 'A statutory clock is still running',
    detail:
      'The incident can be closed once it was reported or a reasoned decision not to report was made: {{titles}}.',
  },
  'duty-decided': {
    title: 'This clock has been decided already',
    detail: 'The decision is in the timeline of the incident.',
  },
  'late-reason-missing': {
    title: 'The reason for the delay is missing',
    detail: 'The deadline ended before it was sent. Art. 33(1) GDPR demands a reason.',
  },
  'occurred-after-detected': {
    title: 'The times do not fit together',
    detail: '“Occurred” lies after “noticed”.',
  },
  'aware-before-detected': {
    title: 'The times do not fit together',
    detail: 'The awareness lies before “noticed”.',
  },
  'submitted-before-start': {
    title: 'The times do not fit together',
    detail: 'The notification was sent before the clock began.',
  },
  'unknown-reference': {
    title: 'An entry named does not exist here',
    detail: 'The field “{{field}}” names an entry that does not exist in this member.',
  },
  'county-only-by-office': {
    title: 'Only the member itself may do this',
    detail:
      'The visibility “county only” is set by the member; the office could not see the incident any more.',
  },
  'own-mandate': {
    title: 'Somebody else changes your own mandate',
    detail: 'Who has an access does not decide on its begin and end.',
  },
  'password-wrong': {
    title: 'The present password is wrong',
    detail: 'Please enter your present password again.',
  },
  'founding-code-wrong': {
    title: 'The one-time code is wrong',
    detail: 'Please copy it as the last start of Bergfried printed it. An earlier one is not valid any more.',
  },
  'own-membership': {
    title: 'Somebody else changes your own access',
    detail: 'Please ask another person who has the right.',
  },
  'view-name-taken': {
    title: 'One of your views has this name already',
    detail: 'Please choose another name or overwrite the view that is there.',
  },
  'too-many-views': {
    title: 'You have {{max}} views already',
    detail: 'Please delete one first that you do not need any more.',
  },
  'bulk-refused': {
    title: 'Nothing was saved',
    detail: 'At least one incident chosen does not allow the change; the reasons stand beside the incident.',
  },
};

/** English words for one invalid field, by code. */
export const fieldErrors: Record<keyof typeof deFieldErrors, string> = {
  unknown: 'There is no such field.',
  required: 'Please fill this in.',
  text: 'Please enter text.',
  length: 'Please {{min}} to {{max}} characters.',
  nul: 'An invisible character (NUL) is not allowed.',
  choice: 'Allowed: {{values}}.',
  instant: 'Please date and time by ISO 8601 with zone, for example 2026-11-22T08:30:00+01:00.',
  day: 'Please a date as YYYY-MM-DD.',
  future: 'This time is in the future.',
  tooOld: 'This time is before the year 2000.',
  id: 'This is not a valid id.',
  flag: 'Please true or false.',
  number: 'Please a whole number from {{min}} to {{max}}.',
  email: 'Please a valid e-mail address.',
  cursor: 'This cursor is invalid. Please start the list again.',
  list: 'Please a list with at most {{max}} entries.',
  order: 'The end lies before the begin.',
  query: 'Please search parameters of a list, for example status=reported.',
  items: 'Please a list with 1 to {{max}} entries.',
  twice: 'This entry stands twice in the list.',
  notHere: 'Not here.',
  stale: 'Somebody else has changed it meanwhile.',
  transition: 'There is no way from “{{from}}” to “{{to}}”.',
  closed: 'The incident is closed; it is changed one by one.',
  refused: 'This change is not possible here.',
  slug: 'Please lower-case letters a to z, digits and single hyphens between them, at most 60 characters.',
  slugReserved: 'Bergfried needs this address itself. Please choose another one.',
  slugTaken: 'This address is taken. Please choose another one.',
  plate: 'Please one to four capital letters, for example VB.',
  plateTaken: 'Another county of your office has this plate.',
  ags: 'The official municipality key has 5 digits for counties, 5 or 8 for cities, 8 for municipalities, and begins with the state (01 to 16). A municipal enterprise has none.',
  agsTaken: 'Another member of your office has this official municipality key.',
};
