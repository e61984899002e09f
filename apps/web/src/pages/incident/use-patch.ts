import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { updateIncident } from '../../api/incidents.js';
import type { Incident, IncidentPatch } from '../../api/types.js';
import { incidentQuery } from '../../app/page-queries.js';

interface PatchInput {
  /** Version the change is based on. */
  version: number;
  patch: IncidentPatch;
}

/** Changes an incident; everything that shows it is read again. */
export function usePatch(incident: Incident): UseMutationResult<Incident, Error, PatchInput> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, patch }: PatchInput) =>
      updateIncident(incident.tenantId, incident.id, version, patch),
    onSuccess: (fresh) => {
      client.setQueryData(incidentQuery(incident.tenantId, incident.id).queryKey, fresh);
      for (const key of [
        'entries',
        'incident-list',
        'incident-count',
        'duty-list',
        'duty-count',
        'dashboard',
      ]) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
