import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Modal } from '../../ui/Modal.js';
import { useViewWrites } from './use-views.js';
import type { View, ViewList } from './view-data.js';
import { ViewProblem } from './ViewProblem.js';

interface ViewDialogProps {
  scope: Scope;
  list: ViewList;
  /** The view to rename; null names the filters as a new one. */
  view: View | null;
  filter: string;
  onClose: () => void;
  onSaved: (view: View) => void;
}

/** Names the filters of a list, or a view anew. */
export function ViewDialog({ scope, list, view, filter, onClose, onSaved }: ViewDialogProps): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState(view?.name ?? '');
  const [isStart, setIsStart] = useState(false);
  const [missing, setMissing] = useState(false);
  const { create, update } = useViewWrites(scope, list);
  const error = create.error ?? update.error;
  const pending = create.isPending || update.isPending;
  const done = (saved: View): void => {
    onClose();
    onSaved(saved);
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const text = name.trim();
    setMissing(text === '');
    if (text === '' || pending) return;
    if (view) update.mutate({ view, patch: { name: text } }, { onSuccess: done });
    else create.mutate({ name: text, query: filter, isStart }, { onSuccess: done });
  };
  return (
    <Modal title={t(view ? 'views.renameTitle' : 'views.saveTitle')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={onSubmit}>
        {!view && <p className="muted">{t('views.saveText')}</p>}
        {error && <ViewProblem error={error} />}
        <TextField
          label={t('views.name')}
          hint={t('views.nameHint')}
          error={missing ? t('views.nameMissing') : undefined}
          value={name}
          maxLength={60}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        {!view && (
          <label className="inline-check">
            <input type="checkbox" checked={isStart} onChange={(event) => setIsStart(event.target.checked)} />
            {t('views.start')}
          </label>
        )}
        <div className="row">
          <Button variant="primary" type="submit" aria-disabled={pending}>
            {t(view ? 'views.renameSubmit' : 'views.saveSubmit')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface DeleteViewDialogProps {
  scope: Scope;
  list: ViewList;
  view: View;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before a view goes. */
export function DeleteViewDialog(props: DeleteViewDialogProps): ReactElement {
  const { scope, list, view, onClose, onDeleted } = props;
  const { t } = useTranslation();
  const { remove } = useViewWrites(scope, list);
  return (
    <Modal title={t('views.deleteTitle', { name: view.name })} onClose={onClose}>
      <div className="stack">
        <p>{t('views.deleteText')}</p>
        {remove.error && <ViewProblem error={remove.error} />}
        <div className="row">
          <Button
            variant="primary"
            aria-disabled={remove.isPending}
            onClick={() =>
              remove.mutate(view, {
                onSuccess: () => {
                  onClose();
                  onDeleted();
                },
              })
            }
          >
            {t('views.deleteSubmit')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
