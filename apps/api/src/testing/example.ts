import type { ActorName } from '@bergfried/testing';
import type { Place } from './place.js';

/** A request that has to succeed for who may send it. */
export interface ExampleRequest {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Version of the row, for If-Match. */
  readonly version?: number;
  readonly file?: { readonly name: string; readonly content: string };
}

/** How to call one route; `make` prepares rows where each call uses one up. */
export interface Example {
  /** Somebody of Ost or its office who may; null: no session needed. */
  readonly owner: ActorName | null;
  readonly success: number;
  readonly make: (place: Place) => ExampleRequest | Promise<ExampleRequest>;
}
