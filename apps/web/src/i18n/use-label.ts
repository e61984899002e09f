import { germanLabels, wordOf, type LabelGroup } from '@bergfried/texts';

/** Words for coded values. German only, like `language`: English ones would be read by everybody and shown to nobody. */
export function useLabel(): (group: LabelGroup, code: string | number) => string {
  return germanWord;
}

const germanWord = (group: LabelGroup, code: string | number): string => wordOf(germanLabels, group, code);
