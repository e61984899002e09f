import {
  englishLabels,
  englishWebAccess,
  englishWebBulk,
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
  englishWebSecurity,
  englishWebSituation,
  englishWebTasks,
  englishWebViews,
  englishWebTenants,
} from '@bergfried/texts';
import type { pageTexts as german } from './page-texts.js';

/** The same in English. */
export const pageTexts = {
  access: englishWebAccess,
  bulk: englishWebBulk,
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
  security: englishWebSecurity,
  situation: englishWebSituation,
  tasks: englishWebTasks,
  views: englishWebViews,
  tenants: englishWebTenants,
} satisfies Record<keyof typeof german, object>;

export { englishLabels as labels };
