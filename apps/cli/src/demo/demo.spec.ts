import { buildDemo } from './actions.js';
import { dayOf, hoursBetween, isDaytime, isWorkingTime } from './calendar.js';
import { COUNTY_STORIES } from './incidents/counties.js';
import { COMMON_CAUSE } from './incidents/provider.js';
import { STOPPED_RANSOMWARE } from './incidents/technical.js';
import { LEGAL_ENTITIES, OFFICES, TENANTS } from './offices.js';
import { PEOPLE } from './people.js';
import { dutiesAt, incidentsOf, isOpen, type SimulatedIncident } from './simulation.js';

const NOW = new Date('2026-11-23T09:10:00Z');
const COUNTIES = TENANTS.filter((tenant) => tenant.kind === 'county').map((tenant) => tenant.slug);

const inCounties = (now: Date): SimulatedIncident[] =>
  incidentsOf(buildDemo(now)).filter((incident) => COUNTIES.includes(incident.report.tenant));

const share = (part: readonly unknown[], whole: readonly unknown[]): number =>
  (100 * part.length) / whole.length;

describe('master data', () => {
  const scenario = buildDemo(NOW);

  it('has exactly seven counties and three municipalities in two offices', () => {
    expect(OFFICES.map((office) => office.slug)).toEqual(['verbund-hessen-7', 'sicherheit-fulda-sued']);
    expect(COUNTIES).toHaveLength(7);
    expect(TENANTS.filter((tenant) => tenant.officeSlug === 'sicherheit-fulda-sued')).toHaveLength(3);
    expect(new Set(TENANTS.map((tenant) => tenant.slug)).size).toBe(TENANTS.length);
  });

  it('gives each tenant one default controller, and the joint Jobcenter the federal commissioner', () => {
    for (const { slug } of TENANTS) {
      const own = LEGAL_ENTITIES.filter((entity) => entity.tenantSlug === slug);
      expect(own.filter((entity) => entity.isDefault)).toHaveLength(1);
      expect(own.some((entity) => entity.kind === 'municipal-enterprise')).toBe(true);
    }
    const federal = LEGAL_ENTITIES.filter((entity) => entity.dataProtectionAuthority === 'BfDI');
    expect(federal.map((entity) => entity.tenantSlug)).toEqual(['kassel', 'schwalm-eder', 'werra-meissner']);
    expect(federal.every((entity) => entity.kind === 'jobcenter-joint')).toBe(true);
  });

  it('names each person once, and every role and mandate belongs to a person and a tenant', () => {
    const emails = PEOPLE.map((person) => person.email);
    expect(new Set(emails).size).toBe(emails.length);
    const slugs = TENANTS.map((tenant) => tenant.slug);
    for (const row of [...scenario.memberships, ...scenario.mandates]) {
      expect(emails).toContain(row.email);
      if (row.tenantSlug !== null) expect(slugs).toContain(row.tenantSlug);
    }
    expect(new Set(scenario.memberships.map((row) => row.email)).size).toBe(emails.length);
  });

  it('limits the auditor in time and the mandates to the contract', () => {
    const auditor = scenario.memberships.find((row) => row.role === 'auditor');
    expect(auditor?.validUntil).toBe(dayOf(NOW, 30));
    expect(scenario.mandates).toHaveLength(2 * 7 + 3);
    const inDarmstadt = scenario.mandates.find((row) => row.tenantSlug === 'darmstadt-dieburg');
    expect(inDarmstadt).toMatchObject({ validFrom: '2024-07-01', validUntil: '2028-06-30' });
  });

  it('still has valid mandates after the end of the first contract', () => {
    const today = '2029-02-01';
    const valid = buildDemo(new Date(`${today}T09:00:00Z`)).mandates.filter((row) => row.validUntil >= today);
    expect(valid.map((row) => row.validFrom)).toContain('2028-07-01');
  });
});

describe('determinism', () => {
  it('gives the same data for the same instant', () => {
    expect(buildDemo(NOW)).toEqual(buildDemo(new Date(NOW)));
  });

  it('gives the same closed incidents, and the same open ones but for their times, all day long', () => {
    const morning = inCounties(new Date('2026-11-23T06:00:00Z'));
    const evening = inCounties(new Date('2026-11-23T20:00:00Z'));
    const settled = (list: SimulatedIncident[]): unknown[] =>
      list.filter((incident) => !isOpen(incident)).map((incident) => incident.actions);
    const told = (list: SimulatedIncident[]): string[] =>
      list.map(({ key, report }) => `${key} ${report.body.title}`).sort();
    expect(settled(morning)).toEqual(settled(evening));
    expect(told(morning)).toEqual(told(evening));
  });
});

describe('distribution', () => {
  const incidents = inCounties(NOW);
  const categories = (...names: string[]): SimulatedIncident[] =>
    incidents.filter((incident) => names.includes(incident.report.body.category));

  it('tells about 200 incidents in 18 months, no title twice', () => {
    expect(incidents).toHaveLength(200);
    expect(new Set(incidents.map((incident) => incident.report.body.title)).size).toBe(200);
    const ages = incidents.map(
      (incident) => hoursBetween(new Date(incident.report.body.detectedAt), NOW) / 24,
    );
    expect(Math.max(...ages)).toBeLessThan(549);
    expect(Math.max(...ages)).toBeGreaterThan(520);
  });

  it('follows the shares of practice', () => {
    expect(share(categories('misdirected-mail'), incidents)).toBeCloseTo(45, -0.5);
    expect(share(categories('phishing'), incidents)).toBeCloseTo(15, -0.5);
    expect(share(categories('loss-theft'), incidents)).toBeCloseTo(10, -0.5);
    expect(share(categories('wrong-permissions'), incidents)).toBeCloseTo(10, -0.5);
    expect(share(categories('outage', 'provider-incident'), incidents)).toBeCloseTo(12, -0.5);
    expect(share(categories('physical'), incidents)).toBeCloseTo(3, -0.5);
    const phished = COUNTY_STORIES.filter((story) => story.category === 'phishing');
    expect(
      share(
        phished.filter((story) => story.password),
        phished,
      ),
    ).toBeCloseTo(33, -1);
  });

  it('reports about 30 % of the breaches, two of them late with a reason', () => {
    const decided = incidents.flatMap((incident) =>
      dutiesAt(incident, NOW).filter((duty) => duty.ruleId === 'gdpr-art-33' && duty.decision),
    );
    const submitted = decided.flatMap(({ dueAt, decision }) =>
      decision?.kind === 'submit' ? [{ dueAt, decision }] : [],
    );
    expect(share(submitted, decided)).toBeGreaterThan(27);
    expect(share(submitted, decided)).toBeLessThan(34);
    const late = submitted.filter(({ dueAt, decision }) => new Date(decision.submittedAt) > dueAt);
    expect(late).toHaveLength(2);
    expect(late.every(({ decision }) => (decision.lateReason ?? '').length > 20)).toBe(true);
    expect(submitted.filter(({ decision }) => decision.lateReason)).toHaveLength(2);
  });

  it('has one cause in five counties and one ransomware stopped at a school server', () => {
    const common = incidents.filter((incident) => incident.report.body.title.startsWith(COMMON_CAUSE));
    expect(new Set(common.map((incident) => incident.report.tenant)).size).toBe(5);
    const starts = common.map((incident) => incident.report.body.awareAt ?? incident.report.body.detectedAt);
    expect(new Set(starts).size).toBe(5);
    expect(categories('ransomware').map((incident) => incident.report.body.title)).toEqual([
      STOPPED_RANSOMWARE,
    ]);
  });

  it('has a county with clearly more and one with clearly fewer incidents', () => {
    const counts = COUNTIES.map(
      (slug) => incidents.filter((incident) => incident.report.tenant === slug).length,
    );
    const [least = 0, second = 0] = counts.toSorted((a, b) => a - b);
    const [most = 0, next = 0] = counts.toSorted((a, b) => b - a);
    expect(most).toBeGreaterThan(1.4 * next);
    expect(least).toBeLessThan(0.6 * second);
  });

  it('is written in working hours mostly, sometimes at night or at the weekend', () => {
    const actions = incidents.flatMap((incident) => incident.actions);
    expect(
      share(
        actions.filter((action) => isWorkingTime(action.at)),
        actions,
      ),
    ).toBeGreaterThan(90);
    const detected = incidents.map((incident) => new Date(incident.report.body.detectedAt));
    const off = detected.filter((at) => !isWorkingTime(at));
    expect(off.length).toBeGreaterThan(10);
    expect(off.length).toBeLessThan(40);
    expect(off.some((at) => !isDaytime(at))).toBe(true);
  });

  it('has late records across a quarter and one matter that stays in the county', () => {
    const quarter = (at: Date): string =>
      `${dayOf(at).slice(0, 4)}-${Math.ceil(Number(dayOf(at).slice(5, 7)) / 3)}`;
    const late = incidents.filter(
      ({ report }) => quarter(new Date(report.body.detectedAt)) !== quarter(report.at),
    );
    expect(late.length).toBeGreaterThanOrEqual(3);
    const inside = incidents.filter((incident) => incident.report.body.visibility === 'county-only');
    expect(inside).toHaveLength(1);
    const actors = inside.flatMap((incident) => incident.actions.map((action) => action.actor));
    expect(actors.filter((actor) => actor.includes('isb@'))).toEqual([]);
  });

  it('uses special characters as counties meet them', () => {
    const titles = incidents.map((incident) => incident.report.body.title).join('\n');
    expect(titles).toContain('Łódź');
    expect(titles).toContain('<alt>');
  });
});

describe('second office', () => {
  it('has eight incidents of its own, and nobody of the first office acts there', () => {
    const slugs = TENANTS.filter((tenant) => tenant.kind === 'municipality').map((tenant) => tenant.slug);
    const incidents = incidentsOf(buildDemo(NOW)).filter((incident) =>
      slugs.includes(incident.report.tenant),
    );
    expect(incidents).toHaveLength(8);
    const actors = new Set(incidents.flatMap((incident) => incident.actions.map((action) => action.actor)));
    expect([...actors].sort()).toEqual([
      'isb.fd@demo.example',
      'isk.flieden@demo.example',
      'isk.kalbach@demo.example',
      'isk.neuhof@demo.example',
    ]);
  });
});
