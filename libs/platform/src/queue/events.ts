/** One reaction to an event: its job is called like it, and exactly one handler does it. */
export interface SubscriberDeclaration {
  readonly event: string;
  readonly subscriber: string;
  readonly queue: QueueName;
}

/** Two queues: what people wait for, and mail, so that twenty reports hold up no warning. */
export const QUEUES = ['work', 'mail'] as const;
export type QueueName = (typeof QUEUES)[number];

const declarations = new Map<string, SubscriberDeclaration>();

/**
 * Declares an event and who reacts; called once at import by `<x>.events.ts`, in the api too.
 * @throws Error when a subscriber is declared twice
 */
export function declareSubscribers<Event extends string>(
  event: Event,
  subscribers: Readonly<Record<string, QueueName>>,
): Event {
  for (const [subscriber, queue] of Object.entries(subscribers)) {
    if (declarations.has(subscriber)) throw new Error(`subscriber ${subscriber} is declared twice`);
    declarations.set(subscriber, { event, subscriber, queue });
  }
  return event;
}

/** Subscribers of an event, in the order of their declaration. */
export function subscribersOf(event: string): readonly SubscriberDeclaration[] {
  return [...declarations.values()].filter((declaration) => declaration.event === event);
}

/** All declared subscribers. */
export function allSubscribers(): readonly SubscriberDeclaration[] {
  return [...declarations.values()];
}
