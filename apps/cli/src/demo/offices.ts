import type { DemoLegalEntity, DemoLegalEntityKind, DemoOffice, DemoTenant } from './scenario.js';

const COUNTIES_OFFICE = 'verbund-hessen-7';
const MUNICIPALITIES_OFFICE = 'sicherheit-fulda-sued';

/** Both offices of the demonstration; the second one proves that offices never see each other. */
export const OFFICES: readonly DemoOffice[] = [
  {
    slug: COUNTIES_OFFICE,
    name: 'Gemeinsame Informationssicherheitsstelle der sieben hessischen Landkreise',
    shortName: 'Gemeinsame Stelle Hessen',
    isDemo: true,
    since: '2023-07-01',
  },
  {
    slug: MUNICIPALITIES_OFFICE,
    name: 'Gemeinsame Informationssicherheitsstelle der Gemeinden Neuhof, Flieden und Kalbach',
    shortName: 'Gemeinsame Stelle Fulda-Süd',
    isDemo: true,
    since: '2024-10-01',
  },
];

/** Short names by which the incident lists call the tenants. */
export type TenantCode = 'HP' | 'DA' | 'VB' | 'HEF' | 'KS' | 'HR' | 'ESW' | 'NEU' | 'FLI' | 'KAL';

/** The supervising bodies are presets (§ 83a SGB X); each county has to confirm them. */
type SocialSupervision = 'Darmstadt' | 'Gießen' | 'Kassel';

interface TenantSeed extends Omit<DemoTenant, 'officeSlug' | 'kind' | 'since'> {
  readonly since?: string;
  /** Who runs the Jobcenter: the county itself or together with the federal agency. */
  readonly jobcenter?: { readonly kind: 'jobcenter-municipal' | 'jobcenter-joint'; readonly name: string };
  readonly enterprise: string;
  readonly supervision: SocialSupervision;
}

const COUNTIES: Readonly<Record<'HP' | 'DA' | 'VB' | 'HEF' | 'KS' | 'HR' | 'ESW', TenantSeed>> = {
  HP: {
    slug: 'bergstrasse',
    name: 'Kreis Bergstraße',
    shortName: 'Bergstraße',
    plate: 'HP',
    ags: '06431',
    jobcenter: { kind: 'jobcenter-municipal', name: 'Kommunales Jobcenter Kreis Bergstraße' },
    enterprise: 'Eigenbetrieb Abfallwirtschaft Kreis Bergstraße',
    supervision: 'Darmstadt',
  },
  DA: {
    slug: 'darmstadt-dieburg',
    name: 'Landkreis Darmstadt-Dieburg',
    shortName: 'Darmstadt-Dieburg',
    plate: 'DA',
    ags: '06432',
    // Joined a year after the others (press of the county, 21 October 2024).
    since: '2024-07-01',
    jobcenter: { kind: 'jobcenter-municipal', name: 'Kommunales Jobcenter Darmstadt-Dieburg' },
    enterprise: 'Eigenbetrieb Abfall und Wertstoffe Darmstadt-Dieburg',
    supervision: 'Darmstadt',
  },
  VB: {
    slug: 'vogelsberg',
    name: 'Vogelsbergkreis',
    shortName: 'Vogelsberg',
    plate: 'VB',
    ags: '06535',
    jobcenter: { kind: 'jobcenter-municipal', name: 'Kommunales Jobcenter Vogelsbergkreis' },
    enterprise: 'Eigenbetrieb Abfallwirtschaft Vogelsbergkreis',
    supervision: 'Gießen',
  },
  HEF: {
    slug: 'hersfeld-rotenburg',
    name: 'Landkreis Hersfeld-Rotenburg',
    shortName: 'Hersfeld-Rotenburg',
    plate: 'HEF',
    ags: '06632',
    jobcenter: { kind: 'jobcenter-municipal', name: 'Kommunales Jobcenter Hersfeld-Rotenburg' },
    enterprise: 'Eigenbetrieb Abfallwirtschaft Hersfeld-Rotenburg',
    supervision: 'Kassel',
  },
  KS: {
    slug: 'kassel',
    name: 'Landkreis Kassel',
    shortName: 'Landkreis Kassel',
    plate: 'KS',
    ags: '06633',
    jobcenter: { kind: 'jobcenter-joint', name: 'Jobcenter Landkreis Kassel (gemeinsame Einrichtung)' },
    enterprise: 'Eigenbetrieb Abfallentsorgung Landkreis Kassel',
    supervision: 'Kassel',
  },
  HR: {
    slug: 'schwalm-eder',
    name: 'Schwalm-Eder-Kreis',
    shortName: 'Schwalm-Eder',
    plate: 'HR',
    ags: '06634',
    jobcenter: { kind: 'jobcenter-joint', name: 'Jobcenter Schwalm-Eder (gemeinsame Einrichtung)' },
    enterprise: 'Eigenbetrieb Abfallwirtschaft Schwalm-Eder',
    supervision: 'Kassel',
  },
  ESW: {
    slug: 'werra-meissner',
    name: 'Werra-Meißner-Kreis',
    shortName: 'Werra-Meißner',
    plate: 'ESW',
    ags: '06636',
    jobcenter: { kind: 'jobcenter-joint', name: 'Jobcenter Werra-Meißner (gemeinsame Einrichtung)' },
    enterprise: 'Eigenbetrieb Abfallwirtschaft Werra-Meißner',
    supervision: 'Kassel',
  },
};

/** All three carry FD: references are unique per tenant, not per plate. Keys 06631…: published list of municipalities. */
const MUNICIPALITIES: Readonly<Record<'NEU' | 'FLI' | 'KAL', TenantSeed>> = {
  NEU: {
    slug: 'neuhof',
    name: 'Gemeinde Neuhof',
    shortName: 'Neuhof',
    plate: 'FD',
    ags: '06631018',
    enterprise: 'Gemeindewerke Neuhof',
    supervision: 'Kassel',
  },
  FLI: {
    slug: 'flieden',
    name: 'Gemeinde Flieden',
    shortName: 'Flieden',
    plate: 'FD',
    ags: '06631008',
    enterprise: 'Gemeindewerke Flieden',
    supervision: 'Kassel',
  },
  KAL: {
    slug: 'kalbach',
    name: 'Gemeinde Kalbach',
    shortName: 'Kalbach',
    plate: 'FD',
    ags: '06631016',
    enterprise: 'Gemeindewerke Kalbach',
    supervision: 'Kassel',
  },
};

function county(seed: TenantSeed): DemoTenant {
  return tenant(seed, COUNTIES_OFFICE, 'county', seed.since ?? '2023-07-01');
}

function municipality(seed: TenantSeed): DemoTenant {
  return tenant(seed, MUNICIPALITIES_OFFICE, 'municipality', '2024-10-01');
}

function tenant(seed: TenantSeed, officeSlug: string, kind: DemoTenant['kind'], since: string): DemoTenant {
  const { slug, name, shortName, plate, ags } = seed;
  return { slug, officeSlug, name, shortName, plate, ags, kind, since };
}

/** The ten tenants by short name. */
export const TENANT_BY_CODE: Readonly<Record<TenantCode, DemoTenant>> = {
  HP: county(COUNTIES.HP),
  DA: county(COUNTIES.DA),
  VB: county(COUNTIES.VB),
  HEF: county(COUNTIES.HEF),
  KS: county(COUNTIES.KS),
  HR: county(COUNTIES.HR),
  ESW: county(COUNTIES.ESW),
  NEU: municipality(MUNICIPALITIES.NEU),
  FLI: municipality(MUNICIPALITIES.FLI),
  KAL: municipality(MUNICIPALITIES.KAL),
};

/** The seven counties, then the three municipalities. */
export const TENANTS: readonly DemoTenant[] = Object.values(TENANT_BY_CODE);

/** Which part of a member a report concerns. */
export type EntityPart = 'core' | 'jobcenter' | 'enterprise';

/** Key of a legal entity, for example `kassel/jobcenter`. */
export function legalEntityKey(tenantSlug: string, part: EntityPart): string {
  return `${tenantSlug}/${part}`;
}

function entitiesOf(seed: TenantSeed): DemoLegalEntity[] {
  const supervision = `Regierungspräsidium ${seed.supervision} (zu bestätigen)`;
  const entity = (part: EntityPart, kind: DemoLegalEntityKind, name: string): DemoLegalEntity => ({
    key: legalEntityKey(seed.slug, part),
    tenantSlug: seed.slug,
    name,
    kind,
    isDefault: part === 'core',
    // A joint Jobcenter is a controller of its own under the federal commissioner (§ 50 (4) SGB II).
    dataProtectionAuthority: kind === 'jobcenter-joint' ? 'BfDI' : 'HBDI',
    socialSupervision: kind === 'core-administration' || kind === 'jobcenter-municipal' ? supervision : null,
  });
  const jobcenter = seed.jobcenter ? [entity('jobcenter', seed.jobcenter.kind, seed.jobcenter.name)] : [];
  return [
    entity('core', 'core-administration', `${seed.name}, Kernverwaltung`),
    ...jobcenter,
    entity('enterprise', 'municipal-enterprise', seed.enterprise),
  ];
}

/** The controllers inside the members; exactly one default each. */
export const LEGAL_ENTITIES: readonly DemoLegalEntity[] = [
  ...Object.values(COUNTIES),
  ...Object.values(MUNICIPALITIES),
].flatMap(entitiesOf);
