import type { TrendPoint } from '@bergfried/charts';

/** A column of a printed table; widths are shares of the line, `auto` as wide as its content. */
export interface PrintColumn {
  readonly head: string;
  readonly width: number | 'auto';
  readonly align?: 'end';
}

/** A cell: text, and in small below it what explains it. */
export interface PrintCell {
  readonly text: string;
  readonly small?: string;
  readonly strong?: boolean;
}

/** What a printed page is made of, in reading order; all words are in it, the template only sets them. */
export type PrintBlock =
  | {
      readonly type: 'heading';
      readonly level: 1 | 2;
      readonly text: string;
      readonly newPage?: boolean;
      readonly numbered?: boolean;
    }
  | { readonly type: 'paragraph'; readonly text: string; readonly muted?: boolean }
  | { readonly type: 'lead'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[]; readonly numbered: boolean }
  | {
      readonly type: 'figures';
      readonly items: readonly { readonly value: string; readonly label: string; readonly change: string }[];
    }
  | { readonly type: 'tasks'; readonly items: readonly { readonly title: string; readonly detail: string }[] }
  | {
      readonly type: 'level';
      readonly words: readonly string[];
      readonly current: number;
      readonly title: string;
      readonly text: string;
    }
  | {
      readonly type: 'table';
      readonly caption: string;
      readonly columns: readonly PrintColumn[];
      readonly rows: readonly (readonly PrintCell[])[];
    }
  | {
      readonly type: 'chart';
      readonly caption: string;
      /** The picture as text, for those who do not see it. */
      readonly alt: string;
      readonly points: readonly TrendPoint[];
      readonly barName: string;
      readonly lineName: string;
      readonly lastIsPartial: boolean;
    };

/** A whole paper. */
export interface PrintDocument {
  readonly title: string;
  /** Name in the metadata. */
  readonly author: string;
  /** Seconds since 1970; the same input and time make the same bytes. */
  readonly createdAt: number;
  readonly header: string;
  readonly mark: string;
  /** Stands on every page of a demonstration. */
  readonly demo: string | null;
  /** `{{page}}` and `{{pages}}` are filled while setting. */
  readonly pageText: string;
  readonly cover: {
    readonly kicker: string;
    readonly title: string;
    readonly subtitle: string;
    readonly table: Extract<PrintBlock, { type: 'table' }>;
  };
  readonly blocks: readonly PrintBlock[];
}
