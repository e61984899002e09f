import type { Tenant } from '@bergfried/tenancy';
import {
  NEEDED_ROLES,
  SETUP_STEPS,
  type SetupMandateResponse,
  type SetupRoleResponse,
  type SetupState,
  type SetupStep,
  type SetupStepResponse,
} from './tenant-setup.dto.js';

/** What the database knows about the set-up of one member today. */
export interface SetupFacts {
  readonly kind: Tenant['kind'];
  readonly skipped: readonly string[];
  /** Mandates that have not ended; `counts`: valid today, of a person who works at the office in that role. */
  readonly mandates: readonly {
    readonly kind: 'officer' | 'deputy';
    readonly name: string | null;
    readonly counts: boolean;
  }[];
  /** Roles held or offered that have not ended. */
  readonly people: readonly { readonly role: string; readonly accepted: boolean }[];
  /** Of the default legal entity: whether a recipient under § 83a SGB X is named; null without one. */
  readonly defaultHasSupervision: boolean | null;
}

/** The mandate of the officer, and who stands in. */
export function mandateOf({ mandates }: SetupFacts): SetupMandateResponse {
  const best = (kind: 'officer' | 'deputy') => {
    const ofKind = mandates.filter((mandate) => mandate.kind === kind);
    return ofKind.find(({ counts }) => counts) ?? ofKind[0];
  };
  const officer = best('officer');
  return {
    state: officer === undefined ? 'missing' : officer.counts ? 'valid' : 'planned',
    officerName: officer?.name ?? null,
    deputyName: best('deputy')?.name ?? null,
  };
}

/** Each needed role: held, offered, or not yet. */
export function rolesOf({ people }: SetupFacts): SetupRoleResponse[] {
  return NEEDED_ROLES.map((role) => {
    const held = people.filter((person) => person.role === role);
    return {
      role,
      state: held.some(({ accepted }) => accepted) ? 'active' : held.length > 0 ? 'invited' : 'missing',
    };
  });
}

/** The steps in their order. What was put off and is done all the same counts as done. */
export function stepsOf(facts: SetupFacts): SetupStepResponse[] {
  return SETUP_STEPS.map((step) => {
    const state = stateOf(step, facts);
    return { step, state: state !== 'done' && facts.skipped.includes(step) ? 'skipped' : state };
  });
}

function stateOf(step: SetupStep, facts: SetupFacts): SetupState {
  switch (step) {
    case 'master-data':
      return 'done';
    case 'mandate':
      return { valid: 'done', planned: 'waiting', missing: 'open' }[mandateOf(facts).state] as SetupState;
    case 'people': {
      const states = rolesOf(facts).map(({ state }) => state);
      if (states.includes('missing')) return 'open';
      return states.includes('invited') ? 'waiting' : 'done';
    }
    case 'legal-entities': {
      // A county always keeps social data (youth welfare, social assistance).
      if (facts.defaultHasSupervision === null) return 'open';
      return facts.kind !== 'county' || facts.defaultHasSupervision ? 'done' : 'open';
    }
  }
}
