import { CatalogueRefusal } from './refusal.js';

/**
 * Characters that texts may become when parameters stand in them and are copied to where they are named. The official
 * catalogues need about 4,000 for a text, 19,000 for a requirement and 1,000,000 in total.
 */
export const MAX_TEXT = 200_000;
const MAX_REQUIREMENT = 1_000_000;
const MAX_TOTAL = 24_000_000;

/**
 * What may still be written. Spent before the work is done, so that a small file which multiplies itself costs no more than
 * the budget, and by every step, so that pieces without any characters are bounded too.
 */
export class Budget {
  private left: number;

  private constructor(
    max: number,
    private readonly refusal: () => CatalogueRefusal,
    private readonly around?: Budget,
  ) {
    this.left = max;
  }

  /** For the whole file. */
  static ofFile(): Budget {
    return new Budget(MAX_TOTAL, () => new CatalogueRefusal('texts-too-long', { max: MAX_TOTAL }));
  }

  /** For one requirement, within this one. */
  ofRequirement(id: string): Budget {
    return this.within(MAX_REQUIREMENT, id);
  }

  /** For one text of a requirement, within this one. */
  ofText(id: string): Budget {
    return this.within(MAX_TEXT, id);
  }

  /** For one text that is shown, out of a catalogue that was within the budget when it was imported. */
  static ofShownText(): Budget {
    return new Budget(MAX_TEXT, () => new CatalogueRefusal('text-too-long', { id: '', max: MAX_TEXT }));
  }

  /** Takes one step of this many characters. @throws CatalogueRefusal */
  spend(characters: number): void {
    this.left -= characters + 1;
    if (this.left < 0) throw this.refusal();
    this.around?.spend(characters);
  }

  private within(max: number, id: string): Budget {
    return new Budget(max, () => new CatalogueRefusal('text-too-long', { id, max }), this);
  }
}
