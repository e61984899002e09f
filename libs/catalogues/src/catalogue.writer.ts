import { UnitOfWork, type StoredFile } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ParsedCatalogue } from './oscal/model.js';

/** A catalogue that is there, or was there already. */
export interface WrittenCatalogue {
  readonly id: string;
  readonly isNew: boolean;
  readonly requirementCount: number;
  readonly findingCount: number;
  /** The file it was made from. */
  readonly sourceFileId: string;
}

/** Rows of one statement: enough to need few of them, few enough to stay small. */
const BATCH = 250;

/** Writes whole catalogues, inside one unit of work of the system: all of it or nothing. */
@Injectable()
export class CatalogueWriter {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The catalogue made from this content, or undefined. */
  async findByContent(officeId: string, sha256: string): Promise<WrittenCatalogue | undefined> {
    const [row] = await this.unitOfWork.query<Omit<WrittenCatalogue, 'isNew'>>(
      `select id, requirement_count as "requirementCount", finding_count as "findingCount",
              source_file_id as "sourceFileId"
       from app.catalogue where office_id = $1 and source_sha256 = $2`,
      [officeId, sha256],
    );
    return row && { ...row, isNew: false };
  }

  /** Writes it, unless somebody else has written the same content meanwhile: then that one is answered. */
  async write(officeId: string, file: StoredFile, parsed: ParsedCatalogue): Promise<WrittenCatalogue> {
    const id = uuidv7();
    const { groups, requirements, findings } = parsed;
    const written = await this.unitOfWork.query<{ id: string }>(
      `insert into app.catalogue (office_id, id, oscal_uuid, title, edition, oscal_version, last_modified_at, publisher, licence,
         licence_url, source_url, remarks, requirement_count, group_count, finding_count, source_file_id, source_sha256, imported_by)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, f.id, f.sha256, f.created_by
       from app.office_file f where f.office_id = $1 and f.id = $16
       on conflict on constraint catalogue_once do nothing returning id`,
      [
        officeId,
        id,
        parsed.oscalUuid,
        parsed.title,
        parsed.edition,
        parsed.oscalVersion,
        parsed.lastModifiedAt,
        parsed.publisher,
        parsed.licence,
        parsed.licenceUrl,
        parsed.sourceUrl,
        parsed.remarks,
        requirements.length,
        groups.length,
        findings.length,
        file.id,
      ],
    );
    if (written.length === 0) {
      const other = await this.findByContent(officeId, file.sha256);
      if (!other) throw new Error('the file of the catalogue is gone');
      return other;
    }
    await this.writeContent(officeId, id, parsed);
    return {
      id,
      isNew: true,
      requirementCount: requirements.length,
      findingCount: findings.length,
      sourceFileId: file.id,
    };
  }

  private async writeContent(
    officeId: string,
    catalogueId: string,
    { groups, requirements, findings }: ParsedCatalogue,
  ): Promise<void> {
    const groupIds = groups.map(() => uuidv7());
    const requirementIds = requirements.map(() => uuidv7());
    const idAt = (ids: readonly string[], index: number | null): string | null =>
      index === null ? null : (ids[index] ?? null);
    const insert = (table: string, columns: string, rows: readonly object[]): Promise<void> =>
      this.insert(table, columns, officeId, catalogueId, rows);

    await insert(
      'catalogue_group',
      'id uuid, parent_id uuid, position int, code text, title text, alt_identifier text, description text, requirement_count int',
      groups.map((group, index) => ({
        id: groupIds[index],
        parent_id: idAt(groupIds, group.parent),
        position: index,
        code: group.code,
        title: group.title,
        alt_identifier: group.altIdentifier,
        description: group.description,
        requirement_count: group.requirementCount,
      })),
    );
    await insert(
      'requirement',
      `id uuid, group_id uuid, practice_id uuid, parent_id uuid, position int, control_id text, key text, class text, title text, level text,
       effort text, modal_verb text, tags jsonb, statement text, guidance text, params jsonb, props jsonb, parts jsonb`,
      requirements.map((requirement, index) => ({
        id: requirementIds[index],
        group_id: idAt(groupIds, requirement.group),
        practice_id: idAt(groupIds, requirement.practice),
        parent_id: idAt(requirementIds, requirement.parent),
        position: index,
        control_id: requirement.controlId,
        key: requirement.key,
        class: requirement.class,
        title: requirement.title,
        level: requirement.level,
        effort: requirement.effort,
        modal_verb: requirement.modalVerb,
        tags: requirement.tags,
        statement: requirement.statement,
        guidance: requirement.guidance,
        params: requirement.params,
        props: requirement.props,
        parts: requirement.parts,
      })),
    );
    await insert(
      'requirement_link',
      'id uuid, requirement_id uuid, position int, rel text, href text, label text, target_id uuid, url text',
      requirements.flatMap(({ links }, index) =>
        links.map((link, position) => ({
          id: uuidv7(),
          requirement_id: requirementIds[index],
          position,
          rel: link.rel,
          href: link.href,
          label: link.label,
          target_id: idAt(requirementIds, link.target),
          url: link.url,
        })),
      ),
    );
    await insert(
      'catalogue_finding',
      'id uuid, position int, code text, params jsonb, place text',
      findings.map((finding, position) => ({ id: uuidv7(), position, ...finding })),
    );
  }

  private async insert(
    table: string,
    columns: string,
    officeId: string,
    catalogueId: string,
    rows: readonly object[],
  ): Promise<void> {
    const names = columns.split(',').map((column) => column.trim().split(/\s+/)[0] ?? '');
    for (let from = 0; from < rows.length; from += BATCH) {
      await this.unitOfWork.query(
        `insert into app.${table} (office_id, catalogue_id, ${names.join(', ')})
         select $1, $2, ${names.map((name) => `r.${name}`).join(', ')} from jsonb_to_recordset($3::jsonb) as r(${columns})`,
        [officeId, catalogueId, JSON.stringify(rows.slice(from, from + BATCH))],
      );
    }
  }
}
