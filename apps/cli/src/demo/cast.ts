import { berlin } from './calendar.js';
import { LEGAL_ENTITIES, legalEntityKey, TENANT_BY_CODE } from './offices.js';
import { TEAMS, type TenantTeam } from './people.js';
import type { Random } from './random.js';
import type { Story, StoryVoice } from './story.js';

/** The team of the tenant in which a story plays. */
export function teamOf(story: Story): TenantTeam {
  return TEAMS[story.tenant];
}

/** The officer, or the deputy during the holidays in August and around Christmas. */
export function officerAt(team: TenantTeam, at: Date): string {
  const { month, day } = berlin(at);
  const away = month === 8 || (month === 12 && day >= 20) || (month === 1 && day <= 6);
  return away && team.deputy ? team.deputy : team.officer;
}

/** The log-in behind a voice; the coordinator where the tenant has no such log-in or the office may not look in. */
export function speaker(story: Story, voice: StoryVoice, at: Date): string {
  const team = teamOf(story);
  if (voice === 'officer' && !story.countyOnly) return officerAt(team, at);
  if (voice === 'dpo') return team.dataProtectionOfficer ?? team.coordinator;
  if (voice === 'it') return team.itManagement ?? team.coordinator;
  return team.coordinator;
}

/** Who records the incident. */
export function reporterOf(random: Random, story: Story, at: Date): string {
  if (story.reporter) return speaker(story, story.reporter, at);
  return !story.open && random.chance(0.04) ? speaker(story, 'officer', at) : teamOf(story).coordinator;
}

/** Who decides on a statutory report: the head where there is one and the matter is to be reported, else the authorised reporter. */
export function deciderOf(random: Random, story: Story, isReport: boolean): string {
  const { head, coordinator } = teamOf(story);
  return head && random.chance(isReport ? 0.75 : 0.3) ? head : coordinator;
}

/** Key of the legal entity a story concerns; undefined for the core administration. */
export function entityKeyOf(story: Story): string | undefined {
  if (!story.entity || story.entity === 'core') return undefined;
  return legalEntityKey(TENANT_BY_CODE[story.tenant].slug, story.entity);
}

/** The authority that gets the Art. 33 report of a story. */
export function authorityOf(story: Story): 'HBDI' | 'BfDI' {
  const key = entityKeyOf(story);
  return LEGAL_ENTITIES.find((entity) => entity.key === key)?.dataProtectionAuthority ?? 'HBDI';
}
