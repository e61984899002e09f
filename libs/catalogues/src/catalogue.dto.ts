import { PageQuery } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';

/** Filters of the list of catalogues: none yet. */
export class CatalogueQuery extends PageQuery {}

/** A person by name. */
export class ImporterResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
}

/** Where the content comes from and under which terms; stands on every page that shows it. */
export class AttributionResponse {
  @ApiProperty() title: string;
  @ApiProperty({ description: 'Fassung nach Angabe des Herausgebers' }) edition: string;
  @ApiProperty({ type: String, nullable: true }) publisher: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null: die Datei nennt keine Lizenz' }) licence:
    string | null;
  @ApiProperty({ type: String, nullable: true }) licenceUrl: string | null;
  @ApiProperty({ type: String, nullable: true }) sourceUrl: string | null;
}

/** A catalogue in a list. */
export class CatalogueListItem extends AttributionResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) officeId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Kennung des OSCAL-Dokuments' })
  oscalUuid: string | null;
  @ApiProperty({ type: String, nullable: true }) oscalVersion: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastModifiedAt: string | null;
  @ApiProperty({ type: 'integer' }) requirementCount: number;
  @ApiProperty({ type: 'integer' }) groupCount: number;
  @ApiProperty({ type: 'integer', description: 'Auffälligkeiten der Datei' }) findingCount: number;
  @ApiProperty({ description: 'Name der eingelesenen Datei' }) sourceName: string;
  @ApiProperty({ description: 'SHA-256 der eingelesenen Datei' }) sourceSha256: string;
  @ApiProperty({ format: 'date-time' }) importedAt: string;
  @ApiProperty({ type: ImporterResponse, nullable: true, description: 'null: an der Befehlszeile' })
  importedBy: ImporterResponse | null;
  @ApiProperty({ type: 'integer' }) version: number;
}

/** A group of a catalogue; those without a parent are the practices. */
export class CatalogueGroupResponse {
  @ApiProperty({ description: 'Gedruckte Kennung, zum Beispiel BER.2' }) code: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: String, nullable: true, description: 'Kennung der Gruppe darüber' }) parentCode:
    string | null;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ type: 'integer', description: 'Anforderungen darin, auch in Untergruppen' })
  requirementCount: number;
}

/** How often a value of a scale occurs. */
export class ScaleValueResponse {
  @ApiProperty() value: string;
  @ApiProperty({ type: 'integer' }) count: number;
}

/** Something odd in the imported file. */
export class CatalogueFindingResponse {
  @ApiProperty() code: string;
  @ApiProperty({ description: 'Was auffiel, als Satz' }) message: string;
  @ApiProperty({ type: String, nullable: true, description: 'Anforderung oder Stelle in der Datei' }) place:
    string | null;
}

/** A catalogue with its groups, scales and findings. */
export class CatalogueResponse extends CatalogueListItem {
  @ApiProperty({ type: String, nullable: true }) remarks: string | null;
  @ApiProperty({ type: [CatalogueGroupResponse] }) groups: CatalogueGroupResponse[];
  @ApiProperty({ type: [ScaleValueResponse], description: 'Sicherheitsniveaus in den Worten des Katalogs' })
  levels: ScaleValueResponse[];
  @ApiProperty({ type: [ScaleValueResponse], description: 'Verbindlichkeit: MUSS, SOLLTE, KANN' })
  modalVerbs: ScaleValueResponse[];
  @ApiProperty({ type: [CatalogueFindingResponse] }) findings: CatalogueFindingResponse[];
}
