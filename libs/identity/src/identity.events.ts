import { declareSubscribers } from '@bergfried/platform';

/** Somebody was invited, or invited again. Carries `linkHash`: the hash (hexadecimal) of the link that the inviter was shown. */
export const MEMBER_INVITED = declareSubscribers('member.invited', { 'mail-invitation': 'mail' });

/** Somebody forgot the password, and exists. Carries `userId`; added by auth.request_password_reset. */
export const PASSWORD_RESET_REQUESTED = declareSubscribers('person.password-reset-requested', {
  'mail-password-reset': 'mail',
});
