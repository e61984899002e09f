/** Single-key shortcuts can be switched off (WCAG 2.2, 2.1.4). */
const singleKeysKey = 'bergfried:single-keys';

export const singleKeysOn = (): boolean => localStorage.getItem(singleKeysKey) !== 'off';

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(singleKeysKey);
  else localStorage.setItem(singleKeysKey, 'off');
}
