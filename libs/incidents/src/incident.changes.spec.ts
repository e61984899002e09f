import { changedFacts } from './incident.changes.js';
import type { UpdateIncidentRequest } from './incident.dto.js';
import type { Incident } from './incident.entity.js';

const BEFORE: Incident = {
  tenantId: 't',
  id: 'i',
  reference: 'OS-V2026-001',
  title: 'Brief falsch adressiert',
  category: 'misdirected-mail',
  severity: 'medium',
  personalData: 'no',
  status: 'reported',
  detectedAt: new Date('2026-10-25T00:30:00Z'),
  occurredAt: null,
  awareAt: new Date('2026-10-25T00:30:00Z'),
  closedAt: null,
  description: null,
  legalEntityId: 'a',
  socialData: false,
  vehicleRegistration: false,
  tlp: 'amber-strict',
  visibility: 'county-and-office',
  createdBy: 'u',
  createdAt: new Date(0),
  updatedAt: new Date(0),
  version: 1,
};
const lineOf = (patch: UpdateIncidentRequest): string | undefined =>
  changedFacts(BEFORE, patch).lines[0]?.text;

describe('changed facts', () => {
  it.each([
    [{ title: 'Brief richtig adressiert' }, 'Titel: „Brief falsch adressiert“ → „Brief richtig adressiert“'],
    [{ category: 'phishing' }, 'Art: Fehlversand → Phishing'],
    [{ severity: 'critical' }, 'Schwere: mittel → kritisch'],
    [{ personalData: 'unclear' }, 'Personenbezogene Daten: nein → unklar'],
    [{ occurredAt: '2026-10-24T22:00:00Z' }, 'Eingetreten: offen → 25.10.2026 00:00'],
    [{ detectedAt: '2026-10-25T01:30:00Z' }, 'Bemerkt: 25.10.2026 02:30 → 25.10.2026 02:30'], // the hour comes twice
    [{ description: 'Vertraulich' }, 'Beschreibung geändert'],
    [{ legalEntityId: 'b' }, 'Organisation geändert'],
    [{ socialData: true }, 'Sozialdaten: nein → ja'],
    [{ vehicleRegistration: true }, 'i-Kfz: nein → ja'],
    [{ tlp: 'red' }, 'Weitergabe: TLP:AMBER+STRICT → TLP:RED'],
    [{ visibility: 'county-only' }, 'Sichtbarkeit: Kreis und Gemeinsame Stelle → nur Kreis'],
  ] as const)('%j read as', (patch, text) => {
    expect(lineOf(patch)).toBe(text);
  });

  it('stand in one line, with the reason of a new time of awareness', () => {
    const patch = {
      severity: 'high',
      awareAt: '2026-10-25T09:00:00Z',
      awareReason: 'Erst dann gelesen',
    } as const;
    expect(changedFacts(BEFORE, patch)).toEqual({
      facts: { severity: 'high', awareAt: new Date('2026-10-25T09:00:00Z') },
      lines: [
        {
          kind: 'change',
          text: 'Schwere: mittel → hoch; Kenntnis: 25.10.2026 02:30 → 25.10.2026 10:00 (Erst dann gelesen)',
        },
      ],
    });
  });

  it.each([
    [{}],
    [{ title: BEFORE.title, severity: 'medium', socialData: false }],
    [{ detectedAt: '2026-10-25T02:30:00+02:00' }], // the same instant, written otherwise
    [{ occurredAt: null, description: '' }],
    [{ description: null }],
    [{ awareReason: 'Ohne neue Zeit' }],
    [{ status: 'triaged', statusReason: 'Geprüft' }], // told by the status line
  ] as const)('are none in %j', (patch) => {
    expect(changedFacts(BEFORE, patch)).toEqual({ facts: {}, lines: [] });
  });

  it('do not repeat what may be confidential', () => {
    expect(lineOf({ description: 'Passwort: geheim' })).not.toContain('geheim');
  });
});
