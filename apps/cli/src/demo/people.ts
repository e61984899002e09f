import { dayOf } from './calendar.js';
import { OFFICES, TENANT_BY_CODE, TENANTS, type TenantCode } from './offices.js';
import type { DemoMandate, DemoMembership, DemoPerson, DemoRole } from './scenario.js';

const OFFICER = 'isb@demo.example';
const DEPUTY = 'stv.isb@demo.example';
const OFFICER_FULDA = 'isb.fd@demo.example';

/** End of the first contract (five years from 1 July 2023) and of the second office's agreement. */
const FIRST_TERM_END: Readonly<Record<string, string>> = {
  'verbund-hessen-7': '2028-06-30',
  'sicherheit-fulda-sued': '2029-09-30',
};

/** The log-ins. All names are invented. */
export const PEOPLE: readonly DemoPerson[] = [
  { email: OFFICER, name: 'Dr. Katrin Sommerfeld' },
  { email: DEPUTY, name: 'Jonas Wittek' },
  { email: 'betrieb@demo.example', name: 'Malte Brinkmann' },
  { email: 'isk.vb@demo.example', name: 'Sabine Eifert' },
  { email: 'isk.hp@demo.example', name: 'Tobias Kreuzer' },
  { email: 'isk.da@demo.example', name: 'Nadine Ackermann-Volz' },
  { email: 'isk.hef@demo.example', name: 'Marek Łukaszewski' },
  { email: 'isk.ks@demo.example', name: 'Birgit Hellwig' },
  { email: 'isk.hr@demo.example', name: 'Stefan Dippel' },
  { email: 'isk.esw@demo.example', name: 'Annegret Stöber' },
  { email: 'leitung.vb@demo.example', name: 'Dr. Friederike Wallmann' },
  { email: 'dsb.vb@demo.example', name: 'Holger Pfannstiel' },
  { email: 'it.vb@demo.example', name: 'Cem Arıkan' },
  { email: 'audit.vb@demo.example', name: 'Ruth Oppermann' },
  { email: OFFICER_FULDA, name: 'Gregor Heilmann' },
  { email: 'isk.neuhof@demo.example', name: 'Lena Möller-Kress' },
  { email: 'isk.flieden@demo.example', name: 'Markus Ziegler' },
  { email: 'isk.kalbach@demo.example', name: 'Petra Schäfer' },
];

/** The people who act in one tenant. Only Vogelsberg has log-ins for more than the coordinator. */
export interface TenantTeam {
  readonly coordinator: string;
  readonly officer: string;
  readonly deputy: string | null;
  readonly head: string | null;
  readonly dataProtectionOfficer: string | null;
  readonly itManagement: string | null;
  /** Name of the data-protection officer, for the records of duty decisions. */
  readonly dataProtectionOfficerName: string;
}

function countyTeam(code: string, dataProtectionOfficerName: string): TenantTeam {
  return {
    coordinator: `isk.${code}@demo.example`,
    officer: OFFICER,
    deputy: DEPUTY,
    head: null,
    dataProtectionOfficer: null,
    itManagement: null,
    dataProtectionOfficerName,
  };
}

function municipalTeam(name: string): TenantTeam {
  return { ...countyTeam(name, 'Silke Baumbach'), officer: OFFICER_FULDA, deputy: null };
}

/** Who acts where. */
export const TEAMS: Readonly<Record<TenantCode, TenantTeam>> = {
  HP: countyTeam('hp', 'Monika Ertl'),
  DA: countyTeam('da', 'Dr. Ulrich Senger'),
  VB: {
    ...countyTeam('vb', 'Holger Pfannstiel'),
    head: 'leitung.vb@demo.example',
    dataProtectionOfficer: 'dsb.vb@demo.example',
    itManagement: 'it.vb@demo.example',
  },
  HEF: countyTeam('hef', 'Ines Rothamel'),
  KS: countyTeam('ks', 'Yvonne Čermák'),
  HR: countyTeam('hr', 'Bernd Gundlach'),
  ESW: countyTeam('esw', 'Anja Thiele'),
  NEU: municipalTeam('neuhof'),
  FLI: municipalTeam('flieden'),
  KAL: municipalTeam('kalbach'),
};

function inOffice(email: string, officeSlug: string, role: DemoRole): DemoMembership {
  const validFrom = OFFICES.find((office) => office.slug === officeSlug)?.since ?? '2023-07-01';
  return { email, officeSlug, tenantSlug: null, role, validFrom, validUntil: null };
}

function inTenant(email: string, code: TenantCode, role: DemoRole): DemoMembership {
  const { officeSlug, slug, since } = TENANT_BY_CODE[code];
  return { email, officeSlug, tenantSlug: slug, role, validFrom: since, validUntil: null };
}

const TENANT_CODES: readonly TenantCode[] = ['VB', 'HP', 'DA', 'HEF', 'KS', 'HR', 'ESW', 'NEU', 'FLI', 'KAL'];

/** All roles. The auditor's access is open for six weeks around `now`, so that its end can be shown. */
export function membershipsAt(now: Date): DemoMembership[] {
  return [
    inOffice(OFFICER, 'verbund-hessen-7', 'officer'),
    inOffice(DEPUTY, 'verbund-hessen-7', 'deputy'),
    inOffice('betrieb@demo.example', 'verbund-hessen-7', 'operator'),
    inOffice(OFFICER_FULDA, 'sicherheit-fulda-sued', 'officer'),
    // In these small administrations the coordinator also files the reports to the authorities.
    ...TENANT_CODES.flatMap((code) => [
      inTenant(TEAMS[code].coordinator, code, 'coordinator'),
      inTenant(TEAMS[code].coordinator, code, 'authorised-reporter'),
    ]),
    inTenant('leitung.vb@demo.example', 'VB', 'head'),
    inTenant('dsb.vb@demo.example', 'VB', 'data-protection-officer'),
    inTenant('it.vb@demo.example', 'VB', 'it-management'),
    {
      ...inTenant('audit.vb@demo.example', 'VB', 'auditor'),
      validFrom: dayOf(now, -12),
      validUntil: dayOf(now, 30),
    },
  ];
}

/**
 * The mandates of officer and deputy, from the day of joining to the end of the contract.
 * When `now` lies behind that end, a follow-up of five years is added, so that the demonstration still opens.
 */
export function mandatesAt(now: Date): DemoMandate[] {
  return TENANTS.flatMap((tenant) => {
    const { officeSlug, slug: tenantSlug } = tenant;
    const inFulda = officeSlug === 'sicherheit-fulda-sued';
    const terms = termsUntil(dayOf(now), tenant.since, FIRST_TERM_END[officeSlug] ?? '2028-06-30');
    return terms.flatMap((term): DemoMandate[] =>
      inFulda
        ? [{ email: OFFICER_FULDA, officeSlug, tenantSlug, kind: 'officer', ...term }]
        : [
            { email: OFFICER, officeSlug, tenantSlug, kind: 'officer', ...term },
            { email: DEPUTY, officeSlug, tenantSlug, kind: 'deputy', ...term },
          ],
    );
  });
}

interface Term {
  readonly validFrom: string;
  readonly validUntil: string;
}

function termsUntil(today: string, since: string, firstEnd: string): Term[] {
  const terms: Term[] = [{ validFrom: since, validUntil: firstEnd }];
  let end = firstEnd;
  while (end < today) {
    const validFrom = dayOf(new Date(`${end}T10:00:00Z`), 1);
    end = `${Number(end.slice(0, 4)) + 5}${end.slice(4)}`;
    terms.push({ validFrom, validUntil: end });
  }
  return terms;
}
