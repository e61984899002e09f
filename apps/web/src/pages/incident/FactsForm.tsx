import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { readIncident } from '../../api/incidents.js';
import { hasStatus } from '../../api/problem.js';
import type { Incident } from '../../api/types.js';
import { incidentQuery } from '../../app/page-queries.js';
import type { Scope } from '../../app/scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { toast } from '../../ui/toast.js';
import { ConflictTable } from './ConflictTable.js';
import { changedFacts, factsOf, toPatch, type Facts } from './facts.js';
import { FactFields } from './FactFields.js';
import { usePatch } from './use-patch.js';
import { useProblemText } from './use-submission.js';

interface FactsFormProps {
  scope: Scope;
  incident: Incident;
  close: () => void;
}

/**
 * Edits the facts. The form keeps the state it began with: when somebody else saves in between, the server answers 412,
 * both states stand side by side, and what was typed stays.
 */
export function FactsForm({ scope, incident, close }: FactsFormProps): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [base, setBase] = useState(incident);
  const [facts, setFacts] = useState<Facts>(() => factsOf(incident));
  const [awareReason, setAwareReason] = useState('');
  const [theirs, setTheirs] = useState<Incident | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const change = usePatch(incident);
  const problem = useProblemText(hasStatus(change.error, 412) ? null : change.error);
  const before = factsOf(base);
  const changed = changedFacts(before, facts);

  const save = (version: number): void => {
    if (changed.length === 0) {
      setNote(t('incident.facts.unchanged'));
      return;
    }
    if (facts.title.trim().length < 3) {
      setNote(t('report.missing.title'));
      return;
    }
    if (changed.includes('awareAt') && awareReason.trim() === '') {
      setNote(t('incident.facts.awareReasonMissing'));
      return;
    }
    setNote(null);
    change.mutate(
      { version, patch: toPatch(before, facts, awareReason) },
      {
        onSuccess: () => {
          toast(t('incident.facts.saved'));
          close();
        },
        onError: (error) => {
          if (!hasStatus(error, 412)) return;
          void readIncident(incident.tenantId, incident.id).then((fresh) => {
            client.setQueryData(incidentQuery(incident.tenantId, incident.id).queryKey, fresh);
            setTheirs(fresh);
          });
        },
      },
    );
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!change.isPending) save((theirs ?? base).version);
  };
  const takeTheirs = (): void => {
    if (!theirs) return;
    setBase(theirs);
    setFacts(factsOf(theirs));
    setTheirs(null);
  };
  const message = note ?? problem;
  return (
    <form className="stack" noValidate onSubmit={onSubmit}>
      {theirs && (
        <ConflictTable
          mine={facts}
          theirs={theirs}
          before={before}
          onTake={takeTheirs}
          onKeep={() => save(theirs.version)}
        />
      )}
      {message && <Alert kind={note ? 'warning' : 'danger'} role="alert" title={message} />}
      <FactFields
        scope={scope}
        facts={facts}
        change={(part) => setFacts((old) => ({ ...old, ...part }))}
        awareChanged={changed.includes('awareAt')}
        awareReason={awareReason}
        onAwareReason={setAwareReason}
      />
      <div className="row">
        <Button variant="primary" type="submit" aria-disabled={change.isPending}>
          {t('incident.facts.save')}
        </Button>
        <Button variant="tertiary" onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
