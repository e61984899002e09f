import {
  englishLabels,
  englishWebAccess,
  englishWebCatalogues,
  englishWebDashboard,
  englishWebDuties,
  englishWebExports,
  englishWebIncident,
  englishWebIncidents,
  englishWebMembers,
  englishWebOperations,
  englishWebReport,
  englishWebReports,
  englishWebSituation,
} from '@bergfried/texts';
import type { pageTexts as german } from './page-texts.js';

/** The same in English. */
export const pageTexts = {
  access: englishWebAccess,
  catalogues: englishWebCatalogues,
  dashboard: englishWebDashboard,
  duties: englishWebDuties,
  exports: englishWebExports,
  incident: englishWebIncident,
  incidents: englishWebIncidents,
  members: englishWebMembers,
  operations: englishWebOperations,
  report: englishWebReport,
  reports: englishWebReports,
  situation: englishWebSituation,
} satisfies Record<keyof typeof german, object>;

export { englishLabels as labels };
