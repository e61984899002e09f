import type pg from 'pg';

/** Digest of nothing in particular: planted files have no content. */
const SHA = 'a'.repeat(64);
const SEALED = '2026-11-01T09:05:00Z';

/** Ids of the rows below: what it is, whose it is. */
const id = (kind: number, number: number): string =>
  `0195f200-0000-7${String(kind).padStart(3, '0')}-8000-${String(number).padStart(12, '0')}`;

/** Ids of the rows that are planted for the member of that number. */
export const memberWork = (number: number) => ({
  fileId: id(1, number),
  jobId: id(2, number),
  reportId: id(3, number),
  exportId: id(4, number),
});

/** Ids of the rows that are planted for the office of that number. */
export const officeWork = (number: number) => ({
  fileId: id(11, number),
  jobId: id(12, number),
  catalogueId: id(13, number),
  requirementId: id(15, number),
  deadLetterId: id(18, number * 10),
  deadLetterOfMemberId: id(18, number * 10 + 1),
  officeExportId: id(20, number),
});

interface Member {
  readonly tenantId: string;
  readonly number: number;
  readonly author: string;
  /** Clocks of this member, by their mark. */
  readonly duties: readonly (readonly ['county-and-office' | 'county-only', string])[];
  /** SHA-256 of the content of its file. */
  readonly sha256?: string;
}

/** Rows of one member in the tables of work after the response: files, job runs, reports, stages of a clock, seals. */
export async function plantWorkOfMember(
  superuser: pg.ClientBase,
  { tenantId, number, author, duties, sha256 = SHA }: Member,
): Promise<void> {
  const { fileId, jobId, reportId, exportId } = memberWork(number);
  await superuser.query(
    `insert into app.file (tenant_id, id, name, media_type, size, sha256, created_by) values ($1, $2, 'Bericht.pdf', 'application/pdf', 7, $3, $4)`,
    [tenantId, fileId, sha256, author],
  );
  await superuser.query(
    `insert into app.job_run (tenant_id, id, kind, requested_by) values ($1, $2, 'county-quarter', $3)`,
    [tenantId, jobId, author],
  );
  await superuser.query(
    `insert into app.report (tenant_id, id, kind, period, revision, is_interim, state, job_id, cut_off, collected_at, snapshot, snapshot_sha256, pdf_sha256, pdf_file_id, created_by)
     values ($1, $2, 'county-quarter', '2026-Q3', 1, false, 'draft', $3, '2026-09-30T21:59:59Z', '2026-10-12T08:00Z', '{}', $4, $4, $5, $6)`,
    [tenantId, reportId, jobId, sha256, fileId, author],
  );
  await superuser.query(
    `insert into app.export_order (tenant_id, id, requested_by, list, format, language, permission, query, job_id, file_id, tenant_ids)
     values ($1, $2, $3, 'incidents', 'csv', 'de', 'incident:read', '{}', $4, $5, array[$1::uuid])`,
    [tenantId, exportId, author, jobId, fileId],
  );
  await superuser.query(
    `insert into app.idempotency_key (tenant_id, user_id, key_hash, request_hash, answer) values ($1, $2, sha256('a'), sha256('b'), 'x')`,
    [tenantId, author],
  );
  for (const [visibility, duty] of duties) {
    await superuser.query(
      `insert into app.duty_stage (tenant_id, duty_id, visibility, due_at, stage, reached_at) values ($1, $2, $3, '2026-11-04T08:00Z', 'half', '2026-11-02T20:00Z')`,
      [tenantId, duty, visibility],
    );
  }
  await plantView(superuser, 'saved_view', { scopeId: tenantId, number, userId: author });
  await superuser.query(
    `insert into app.record_seal (tenant_id, position, seq, tx, table_name, row_id, digest, hash, key_id, sealed_at)
     values ($1, 1, 1, '1', 'incident', $2, sha256('a'), sha256('b'), 'testtest', $3)`,
    [tenantId, reportId, SEALED],
  );
}

/** A view of the lists of one member, and who keeps it. */
async function plantView(
  superuser: pg.ClientBase,
  table: 'saved_view' | 'office_saved_view',
  { scopeId, number, userId }: { scopeId: string; number: number; userId: string },
): Promise<void> {
  await superuser.query(
    `insert into app.${table} (${table === 'saved_view' ? 'tenant_id' : 'office_id'}, id, user_id, list, name, query)
     values ($1, $2, $3, 'incidents', 'Meine offenen', 'status=reported')`,
    [scopeId, id(table === 'saved_view' ? 20 : 21, number), userId],
  );
}

/** Views are seen by who keeps them, so each person that a test lets look needs the own one. */
export async function plantOfficeViews(
  superuser: pg.ClientBase,
  officeId: string,
  people: readonly string[],
  first: number,
): Promise<void> {
  for (const [index, userId] of people.entries())
    await plantView(superuser, 'office_saved_view', { scopeId: officeId, number: first + index, userId });
}

interface OwnOffice {
  readonly officeId: string;
  readonly number: number;
  readonly author: string;
  /** A member that some of the office's rows are about. */
  readonly tenantId: string;
  /** SHA-256 of the content of its file. */
  readonly sha256?: string;
}

/** Rows of one office in the tables of work after the response: files, catalogues, job runs, failed work, mails, seals. */
export async function plantWorkOfOffice(superuser: pg.ClientBase, office: OwnOffice): Promise<void> {
  const { officeId, number, author, sha256 = SHA } = office;
  const { fileId, jobId, officeExportId } = officeWork(number);
  await superuser.query(
    `insert into app.office_file (office_id, id, name, media_type, size, sha256, created_by) values ($1, $2, 'Katalog.json', 'application/json', 7, $3, $4)`,
    [officeId, fileId, sha256, author],
  );
  await superuser.query(
    `insert into app.office_job_run (office_id, id, kind, requested_by) values ($1, $2, 'catalogue-import', $3)`,
    [officeId, jobId, author],
  );
  await superuser.query(
    `insert into app.office_export_order (office_id, id, requested_by, list, format, language, permission, query, job_id, file_id, tenant_ids)
     values ($1, $2, $3, 'incidents', 'csv', 'de', 'incident:read', '{}', $4, $5, array[$6::uuid])`,
    [officeId, officeExportId, author, jobId, fileId, office.tenantId],
  );
  await plantCatalogue(superuser, office);
  await plantLogs(superuser, office);
  await superuser.query(
    `insert into app.office_record_seal (office_id, position, seq, tx, table_name, row_id, digest, hash, key_id, sealed_at)
     values ($1, 1, 1, '1', 'office', $1, sha256('a'), sha256('b'), 'testtest', $2)`,
    [officeId, SEALED],
  );
}

async function plantCatalogue(
  superuser: pg.ClientBase,
  { officeId, number, author }: OwnOffice,
): Promise<void> {
  const { catalogueId: catalogue, fileId, requirementId } = officeWork(number);
  await superuser.query(
    `insert into app.catalogue (office_id, id, title, edition, requirement_count, group_count, finding_count, source_file_id, source_sha256, imported_by)
     values ($1, $2, 'Eigener Katalog', '1', 1, 1, 1, $3, $4, $5)`,
    [officeId, catalogue, fileId, SHA, author],
  );
  await superuser.query(
    `insert into app.catalogue_group (office_id, catalogue_id, id, position, code, title, requirement_count) values ($1, $2, $3, 1, 'A', 'Praktik A', 1)`,
    [officeId, catalogue, id(14, number)],
  );
  await superuser.query(
    `insert into app.requirement (office_id, catalogue_id, id, group_id, practice_id, position, control_id, key, title, tags, params, props, parts)
     values ($1, $2, $3, $4, $4, 1, 'A.1', 'a.1', 'Eine Anforderung', '[]', '[]', '[]', '[]')`,
    [officeId, catalogue, requirementId, id(14, number)],
  );
  await superuser.query(
    `insert into app.requirement_link (office_id, catalogue_id, requirement_id, id, position, rel, href, target_id) values ($1, $2, $3, $4, 1, 'related', '#A.1', $3)`,
    [officeId, catalogue, requirementId, id(16, number)],
  );
  await superuser.query(
    `insert into app.catalogue_finding (office_id, catalogue_id, id, position, code, params) values ($1, $2, $3, 1, 'link-dangling', '{}')`,
    [officeId, catalogue, id(17, number)],
  );
}

/** Failed work and mails: one of the office's own, one about a member. */
async function plantLogs(superuser: pg.ClientBase, office: OwnOffice): Promise<void> {
  const { officeId, number, author, tenantId } = office;
  for (const [index, about] of [null, tenantId].entries()) {
    const row = number * 10 + index;
    await superuser.query(
      `insert into app.dead_letter (office_id, id, for_tenant_id, job_key, event, subscriber, payload, error, attempts)
       values ($1, $2, $3, $4, 'incident.reported', 'mail-new-incident', '{}', 'kein Mailserver', 13)`,
      [officeId, id(18, row), about, `planted-${String(row)}`],
    );
    await superuser.query(
      `insert into app.security_event (office_id, id, for_tenant_id, hour, side, kind, resource, is_write, origin, user_id, target, count, first_at, last_at)
       values ($1, $2, $3, '2026-11-01T08:00Z', 'by', 'foreign-scope', 'incident', false, 'own', $4, 'elsewhere', 3, '2026-11-01T08:10Z', '2026-11-01T08:20Z')`,
      [officeId, id(20, row), about, author],
    );
    await superuser.query(
      `insert into app.mail_log (office_id, id, for_tenant_id, job_key, user_id, kind, message_id) values ($1, $2, $3, $4, $5, 'incident-reported', $4)`,
      [officeId, id(19, row), about, `planted-${String(row)}`, author],
    );
  }
}
