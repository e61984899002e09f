import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { pageExists, pages } from '../app/pages.js';
import { landingPage, may, scopesOf, type Scope } from '../app/scope.js';
import { setTheme, useTheme } from '../app/theme.js';
import { useSession } from '../app/use-scope.js';
import { GermanFields } from '../ui/GermanFields.js';
import { Icon } from '../ui/Icon.js';
import type { IconName } from '../ui/icon-paths.js';
import { useSignOut } from './use-sign-out.js';

interface Command {
  id: string;
  text: string;
  icon: IconName;
  run: () => void;
}

interface PaletteProps {
  scope: Scope | null;
  onClose: () => void;
}

/** Commands, pages, members and a search, all by keyboard (Strg K). */
export function Palette(props: PaletteProps): ReactElement {
  return (
    <GermanFields>
      <PaletteDialog {...props} />
    </GermanFields>
  );
}

function PaletteDialog({ scope, onClose }: PaletteProps): ReactElement {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [text, setText] = useState('');
  const sections = useCommands(scope, text.trim());
  const run = (id: string): void => {
    onClose();
    sections
      .flatMap((section) => section.commands)
      .find((command) => command.id === id)
      ?.run();
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="overlay">
      <Modal className="palette">
        <Dialog aria-label={t('shell.palette.label')}>
          <Autocomplete
            // The search takes any text; everything else must contain it.
            filter={(value, input) => value.startsWith('\u200b') || contains(value, input)}
            inputValue={text}
            onInputChange={setText}
          >
            <SearchField aria-label={t('shell.palette.label')} autoFocus className="palette-field">
              <Icon name="search" />
              <Input placeholder={t('shell.palette.placeholder')} />
              <button
                type="button"
                className="palette-close"
                aria-label={t('shell.palette.closeLabel')}
                onClick={onClose}
              >
                {t('shell.palette.close')}
              </button>
            </SearchField>
            {/* Scrolls, so the keyboard must be able to reach it (the options have no focus of their own). */}
            <div className="palette-list" tabIndex={0} role="group" aria-label={t('shell.palette.label')}>
              <Menu
                aria-label={t('shell.palette.label')}
                items={sections}
                onAction={(key) => run(String(key))}
                renderEmptyState={() => <p className="muted pad">{t('shell.palette.empty')}</p>}
              >
                {(section) => (
                  <MenuSection id={section.id} items={section.commands}>
                    <Header>{section.title}</Header>
                    {section.commands.map((command) => (
                      <MenuItem
                        key={command.id}
                        id={command.id}
                        textValue={command.id === 'search' ? `\u200b${command.text}` : command.text}
                      >
                        <Icon name={command.icon} />
                        {command.text}
                      </MenuItem>
                    ))}
                  </MenuSection>
                )}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useCommands(
  scope: Scope | null,
  text: string,
): { id: string; title: string; commands: Command[] }[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { shown } = useTheme();
  const leave = useSignOut();
  const scopes = scopesOf(useSession());
  const go = (href: string) => () => void navigate({ href });

  const actions: Command[] = [];
  const places: Command[] = [];
  if (scope) {
    if (text !== '' && may(scope, 'incident:read')) {
      const query = new URLSearchParams({ ansicht: 'alle', q: text }).toString();
      actions.push({
        id: 'search',
        text: t('shell.palette.searchIncidents', { text }),
        icon: 'search',
        run: go(`/${scope.slug}/vorfaelle?${query}`),
      });
    }
    if (may(scope, 'incident:create')) {
      actions.push({
        id: 'report',
        text: t('shell.report'),
        icon: 'add',
        run: go(`/${scope.slug}/vorfaelle/neu`),
      });
    }
    for (const info of pages.filter((each) => pageExists(scope, each))) {
      places.push({
        id: `page-${info.page}`,
        text: t(`shell.nav.${info.page}`),
        icon: info.icon,
        run: go(`/${scope.slug}/${info.page}`),
      });
    }
  }
  actions.push(
    {
      id: 'theme',
      text: t('shell.palette.theme'),
      icon: 'contrast',
      run: () => setTheme(shown === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'print',
      text: t('shell.palette.print'),
      icon: 'print',
      run: () => setTimeout(() => window.print(), 100),
    },
    { id: 'sign-out', text: t('shell.signOut'), icon: 'logout', run: () => void leave() },
  );
  places.push({ id: 'page-konto', text: t('shell.accountTitle'), icon: 'person', run: go('/konto') });

  return [
    { id: 'actions', title: t('shell.palette.actions'), commands: actions },
    { id: 'pages', title: t('shell.palette.pages'), commands: places },
    {
      id: 'scopes',
      title: t('shell.palette.scopes'),
      commands: scopes
        .filter((each) => each.slug !== scope?.slug)
        .map((each): Command => ({
          id: `scope-${each.slug}`,
          text: each.name,
          icon: each.kind === 'office' ? 'group' : 'county',
          run: go(`/${each.slug}/${landingPage(each)}`),
        })),
    },
  ].filter((section) => section.commands.length > 0);
}
