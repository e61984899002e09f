import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { Disclosure } from '../../ui/Disclosure.js';
import { Icon } from '../../ui/Icon.js';
import { useNarrow } from '../../ui/use-media.js';
import { useViews, useViewWrites, type ViewPlace } from './use-views.js';
import type { View } from './view-data.js';
import { ViewProblem } from './ViewProblem.js';
import './views.css';

// Dialogs are rare, and their library is large: read when one is asked for.
const ViewDialog = lazy(() => import('./ViewDialog.js').then((file) => ({ default: file.ViewDialog })));
const DeleteViewDialog = lazy(() =>
  import('./ViewDialog.js').then((file) => ({ default: file.DeleteViewDialog })),
);

type Dialog = { kind: 'save' } | { kind: 'rename' | 'delete'; view: View };

/**
 * The own views above a list: open, save, overwrite, rename, delete, begin with one. Without any view and without
 * a filter there is nothing to say, so nothing is shown.
 */
export function SavedViews<S extends { sicht?: string }>(place: ViewPlace<S>): ReactElement | null {
  const { scope, list } = place;
  const { t } = useTranslation();
  const narrow = useNarrow();
  const views = useViews(place);
  const { update } = useViewWrites(scope, list);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { active, isChanged } = views;
  if (!may(scope, 'view:manage') || !views.loaded) return null;
  if (views.all.length === 0 && views.filter === '') return null;
  const canSave = views.filter !== '' && (!active || isChanged);
  const save = (
    <button type="button" className="link view-save" onClick={() => setDialog({ kind: 'save' })}>
      <Icon name="add" size={18} />
      {t('views.save')}
    </button>
  );
  const manage = (close: () => void): ReactElement | undefined =>
    active && (
      <div className="view-actions" role="group" aria-label={t('views.manage', { name: active.name })}>
        <button
          type="button"
          className="entry"
          onClick={() => {
            close();
            update.mutate({ view: active, patch: { isStart: !active.isStart } });
          }}
        >
          <Icon name={active.isStart ? 'close' : 'check'} />
          {t(active.isStart ? 'views.endStart' : 'views.makeStart')}
        </button>
        <button
          type="button"
          className="entry"
          onClick={() => {
            close();
            setDialog({ kind: 'rename', view: active });
          }}
        >
          <Icon name="edit" />
          {t('views.rename')}
        </button>
        <button
          type="button"
          className="entry"
          onClick={() => {
            close();
            setDialog({ kind: 'delete', view: active });
          }}
        >
          <Icon name="close" />
          {t('views.delete')}
        </button>
      </div>
    );
  const buttons = (after: () => void): ReactElement => (
    <>
      <ViewButton
        name={t('views.standard')}
        pressed={!active && views.filter === ''}
        onClick={() => {
          views.open(null);
          after();
        }}
      />
      {views.all.map((view) => (
        <ViewButton
          key={view.id}
          name={view.name}
          starts={view.isStart}
          pressed={view.id === active?.id}
          onClick={() => {
            views.open(view);
            after();
          }}
        />
      ))}
    </>
  );
  return (
    <div className="views no-print">
      <div className="views-row">
        {narrow && views.all.length > 0 ? (
          <Disclosure
            className="views-menu"
            buttonClassName="kern-btn kern-btn--secondary small"
            buttonLabel={active ? t('views.menuOpen', { name: active.name }) : t('views.menu')}
            buttonContent={
              <>
                <span className="kern-label cut">
                  {active ? t('views.menuOpen', { name: active.name }) : t('views.menu')}
                </span>
                <Icon name="down" />
              </>
            }
            panelClassName="views-panel"
          >
            {(close) => (
              <>
                <div className="views-list" role="group" aria-label={t('views.label')}>
                  {buttons(close)}
                </div>
                {manage(close)}
              </>
            )}
          </Disclosure>
        ) : (
          views.all.length > 0 && (
            <div className="views-list" role="group" aria-label={t('views.label')}>
              {buttons(() => undefined)}
            </div>
          )
        )}
        {!narrow && active && (
          <Disclosure
            className="view-manage"
            buttonClassName="icon-button"
            buttonLabel={t('views.manage', { name: active.name })}
            buttonContent={<Icon name="edit" size={20} />}
            panelClassName="views-panel"
          >
            {manage}
          </Disclosure>
        )}
        {active && isChanged && (
          <span className="view-changed">
            <span role="status">{t('views.changed')}</span>
            <Button
              small
              aria-disabled={update.isPending}
              onClick={() => update.mutate({ view: active, patch: { query: views.filter } })}
            >
              {t('views.overwrite', { name: active.name })}
            </Button>
            <button type="button" className="link" onClick={() => views.open(active)}>
              {t('views.reset')}
            </button>
          </span>
        )}
        {canSave && save}
      </div>
      {update.error && <ViewProblem error={update.error} />}
      {views.dropped > 0 && (
        <Alert kind="warning" role="status" title={t('views.dropped', { count: views.dropped })} />
      )}
      <Suspense fallback={null}>
        {dialog?.kind === 'delete' && (
          <DeleteViewDialog
            scope={scope}
            list={list}
            view={dialog.view}
            onClose={() => setDialog(null)}
            onDeleted={() => views.open(null)}
          />
        )}
        {dialog && dialog.kind !== 'delete' && (
          <ViewDialog
            scope={scope}
            list={list}
            view={dialog.kind === 'rename' ? dialog.view : null}
            filter={views.filter}
            onClose={() => setDialog(null)}
            onSaved={(view) => place.change({ ...place.search, sicht: view.id })}
          />
        )}
      </Suspense>
    </div>
  );
}

interface ViewButtonProps {
  name: string;
  starts?: boolean;
  pressed: boolean;
  onClick: () => void;
}

function ViewButton({ name, starts, pressed, onClick }: ViewButtonProps): ReactElement {
  const { t } = useTranslation();
  return (
    <button type="button" className="view" aria-pressed={pressed} onClick={onClick}>
      <span className="cut">{name}</span>
      {starts && <small>{t('views.starts')}</small>}
    </button>
  );
}
