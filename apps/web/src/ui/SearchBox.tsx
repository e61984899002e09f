import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { useSearchKey } from '../shell/use-shell-keys.js';
import { Icon } from './Icon.js';

interface SearchBoxProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}

const pause = 250;

/** Search field of a list; `/` goes to it. Searches when typing pauses. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    // The filter was changed elsewhere (chip removed, back button).
    setKnown(value);
    setText(value);
  }
  useSearchKey(useCallback(() => input.current?.focus(), []));
  useEffect(() => {
    if (text === known) return;
    const timer = setTimeout(() => {
      setKnown(text);
      onChange(text);
    }, pause);
    return () => clearTimeout(timer);
  }, [text, known, onChange]);
  return (
    <label className="search-box">
      <span className="sr-only">{label}</span>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <kbd className="hide-narrow" aria-hidden>
        /
      </kbd>
    </label>
  );
}
