import {
  germanLabels,
  webAccess,
  webCatalogues,
  webDashboard,
  webDuties,
  webIncident,
  webIncidents,
  webMembers,
  webOperations,
  webReport,
  webReports,
  webSituation,
  webTenants,
} from '@bergfried/texts';

/** Texts of the pages behind the sign-in: a file of their own, read beside the first script. */
export const pageTexts = {
  access: webAccess,
  catalogues: webCatalogues,
  dashboard: webDashboard,
  duties: webDuties,
  incident: webIncident,
  incidents: webIncidents,
  members: webMembers,
  operations: webOperations,
  report: webReport,
  reports: webReports,
  situation: webSituation,
  tenants: webTenants,
};

export { germanLabels as labels };
