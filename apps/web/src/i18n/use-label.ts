import { useTranslation } from 'react-i18next';
import { wordIn, type Word } from './labels.js';
import { currentLanguage } from './language.js';

/** Words for coded values in the language on screen. */
export function useLabel(): Word {
  useTranslation(); // renders again when the language changes
  return wordIn[currentLanguage()];
}
