import type { webSignIn as german } from '../de/web-sign-in.js';
import type { Shape } from '../shape.js';

/** Sign-in: on its page, and in place when a session has ended. */
export const webSignIn: Shape<typeof german> = {
  signIn: {
    title: 'Sign in',
    text: 'Information security for counties, cities and municipalities.',
    email: 'Email address',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Signing in …',
    emailMissing: 'Enter your email address.',
    passwordMissing: 'Enter your password.',
    wrong: 'Email address or password is wrong.',
    wait: 'Too many attempts. Please wait another {{time}}.',
    seconds_one: '{{count}} second',
    seconds_other: '{{count}} seconds',
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    failed: 'Signing in is not possible at the moment. Please try again in a minute.',
    again: 'Please sign in again',
    againText: 'Your session has ended. What you have entered is kept.',
    forgot: 'Forgotten your password?',
    help: 'No access? Your coordinator or the shared office will send you an invitation.',
  },
};
