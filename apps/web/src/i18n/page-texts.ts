import {
  webAccess,
  webDashboard,
  webDuties,
  webIncident,
  webIncidents,
  webMembers,
  webReport,
  webSituation,
} from '@bergfried/texts';

/** Texts of the pages behind the sign-in: a file of their own, read beside the first script. */
export const pageTexts = {
  access: webAccess,
  dashboard: webDashboard,
  duties: webDuties,
  incident: webIncident,
  incidents: webIncidents,
  members: webMembers,
  report: webReport,
  situation: webSituation,
};
