import * as phrases from './phrases.js';
import type { PhraseGroup } from './phrases.js';
import { CLOSE_REASONS, FALSE_ALARM_REASONS } from './phrases-status.js';
import { Deck, type Random } from './random.js';
import type { WaiverKind } from './story.js';

/** What every step of an incident's course needs. */
export interface CourseContext {
  readonly now: Date;
  readonly texts: Texts;
}

/** Draws the texts of the demonstration; each pool is used up before it repeats. */
export class Texts {
  readonly officer: Deck<string>;
  readonly officerBreach: Deck<string>;
  readonly dpo: Deck<string>;
  readonly it: Deck<string>;
  readonly falseAlarm: Deck<string>;
  private readonly decks = new Map<readonly string[], Deck<string>>();

  constructor(readonly random: Random) {
    this.officer = this.deck(phrases.OFFICER_ENTRIES);
    this.officerBreach = this.deck(phrases.OFFICER_BREACH_ENTRIES);
    this.dpo = this.deck(phrases.DPO_ENTRIES);
    this.it = this.deck(phrases.IT_ENTRIES);
    this.falseAlarm = this.deck(FALSE_ALARM_REASONS);
  }

  /** An entry of the coordinator for the first or the later part of an incident. */
  coordinator(group: PhraseGroup, part: 'early' | 'late'): string {
    return this.deck(phrases.COORDINATOR_ENTRIES[group][part]).draw();
  }

  /** An entry of the coordinator that only fits where personal data are concerned. */
  breach(part: 'early' | 'late'): string {
    return this.deck(phrases.BREACH_ENTRIES[part]).draw();
  }

  /** A reason for not reporting a breach. */
  waiver(kind: WaiverKind): string {
    return this.deck(phrases.WAIVER_REASONS[kind]).draw();
  }

  /** A reason for not making the voluntary report. */
  voluntaryDeclined(kind: 'attack' | 'mistake'): string {
    return this.deck(phrases.VOLUNTARY_DECLINED[kind]).draw();
  }

  /** A closing remark. */
  closing(group: PhraseGroup): string {
    return this.deck(CLOSE_REASONS[group]).draw();
  }

  private deck(list: readonly string[]): Deck<string> {
    const known = this.decks.get(list);
    if (known) return known;
    const deck = new Deck(this.random, list);
    this.decks.set(list, deck);
    return deck;
  }
}
