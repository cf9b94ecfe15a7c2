import { Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute, type Room, type Route } from '../session/route.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { RoomBoundary } from './RoomBoundary.tsx';
import { roomOf } from './routes.tsx';

/** The room the route names, in a boundary of its own: one that fails leaves the others standing. */
export function RoomView() {
  const route = useRoute();
  return <OneRoom name={route.room} route={route} />;
}

function OneRoom({ name, route, dealId }: { name: Room; route: Route; dealId?: string }) {
  const { t } = useTranslation('shell');
  const renderRoom = useCallback((room: Room, deal: string) => <OneRoom key={`${room}-${deal}`} name={room} route={route} dealId={deal} />, [route]);
  const Found = roomOf(name);
  if (!Found) return <EmptyState title={t('noRoom')} />;
  return (
    <RoomBoundary key={`${name}-${dealId ?? ''}`} room={t(`nav.${name}`)}>
      <Suspense fallback={<Loading />}>
        <Found route={route} renderRoom={renderRoom} {...(dealId ? { dealId } : {})} />
      </Suspense>
    </RoomBoundary>
  );
}
