/** Something the person at the terminal can act on; the message is German and complete, no stack is shown. */
export class UserError extends Error {}
