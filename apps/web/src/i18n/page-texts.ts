import {
  germanLabels,
  webAccess,
  webBulk,
  webCatalogues,
  webDashboard,
  webDuties,
  webExports,
  webIncident,
  webIncidents,
  webMembers,
  webOperations,
  webReport,
  webReports,
  webSecurity,
  webSituation,
  webTasks,
  webViews,
  webTenants,
} from '@bergfried/texts';

/** Texts of the pages behind the sign-in: a file of their own, read beside the first script. */
export const pageTexts = {
  access: webAccess,
  bulk: webBulk,
  catalogues: webCatalogues,
  dashboard: webDashboard,
  duties: webDuties,
  exports: webExports,
  incident: webIncident,
  incidents: webIncidents,
  members: webMembers,
  operations: webOperations,
  report: webReport,
  reports: webReports,
  security: webSecurity,
  situation: webSituation,
  tasks: webTasks,
  views: webViews,
  tenants: webTenants,
};

export { germanLabels as labels };
