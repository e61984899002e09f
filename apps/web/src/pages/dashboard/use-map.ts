import geoUrl from '@bergfried/charts/geo/hessen-kreise-2026.geojson?url';
import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';

/** Areas of the map: a file of its own, so that only pages with a map load it. */
export function useMap(): FeatureCollection | undefined {
  const { data } = useQuery({
    queryKey: ['map'],
    queryFn: async () => (await (await fetch(geoUrl)).json()) as FeatureCollection,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return data;
}
