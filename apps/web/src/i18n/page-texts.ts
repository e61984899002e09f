import {
  germanLabels,
  webAccess,
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
  webSituation,
} from '@bergfried/texts';

/** Texts of the pages behind the sign-in: a file of their own, read beside the first script. */
export const pageTexts = {
  access: webAccess,
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
  situation: webSituation,
};

export { germanLabels as labels };
