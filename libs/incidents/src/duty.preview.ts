import type { Access } from '@bergfried/platform';
import type { PreviewDutiesRequest, PreviewDutiesResponse } from './duty.dto.js';
import type { DutyFacts, StartedDuty } from './duty.rules.js';

const KIND_ORDER = ['statutory', 'contractual', 'voluntary'];

/** The facts a half-filled form gives. */
export function previewFacts(access: Access, body: PreviewDutiesRequest): DutyFacts {
  const detectedAt = body.detectedAt ? new Date(body.detectedAt) : access.now;
  return {
    category: body.category,
    severity: body.severity,
    personalData: body.personalData,
    socialData: body.socialData ?? false,
    vehicleRegistration: body.vehicleRegistration ?? false,
    detectedAt,
    awareAt: body.awareAt ? new Date(body.awareAt) : detectedAt,
  };
}

/** Clocks as the form shows them, statutory above voluntary. */
export function toPreview(started: readonly StartedDuty[]): PreviewDutiesResponse {
  return {
    duties: started
      .toSorted((a, b) => KIND_ORDER.indexOf(a.rule.kind) - KIND_ORDER.indexOf(b.rule.kind))
      .map(({ rule, recipient, startsAt, dueAt, precautionary }) => ({
        ruleId: rule.id,
        title: rule.title,
        legalBasis: rule.legalBasis,
        recipient,
        kind: rule.kind,
        startsAt: startsAt.toISOString(),
        dueAt: dueAt?.toISOString() ?? null,
        precautionary,
        note: rule.note,
      })),
  };
}
