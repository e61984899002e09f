/** Why a chain is broken. */
export type BreakReason =
  | 'version-changed'
  | 'version-missing'
  | 'version-inserted'
  | 'version-backdated'
  | 'seal-missing'
  | 'seal-changed'
  | 'other-key'
  /** The kept end lies behind the last seal. */
  | 'end-cut'
  /** Another, valid seal stands where the kept end belongs: the chain was cut and sealed on. */
  | 'end-replaced'
  /** The database counts transactions anew (a restored dump); nothing can be sealed until it is told to go on from the old ones. */
  | 'order-behind'
  | 'chain-missing';

/** Where a chain breaks first. */
export interface BrokenLink {
  readonly reason: BreakReason;
  /** Number of the version; null when the break concerns no single one. */
  readonly seq: string | null;
  readonly table: string | null;
  readonly rowId: string | null;
}

/** The first break of one chain. */
export interface Break extends BrokenLink {
  readonly chain: { readonly kind: 'office' | 'tenant'; readonly id: string; readonly name: string };
}
