import { Component, type ErrorInfo, type ReactNode } from 'react';
import { reportError } from '../data/report.ts';
import { i18n } from './i18n.ts';

type Props = { room: string; children: ReactNode };

/** A room that breaks says so in its own place; saved work is untouched and the rest of the window goes on. */
export class RoomBoundary extends Component<Props, { failed: string | null }> {
  override state: { failed: string | null } = { failed: null };

  static getDerivedStateFromError(error: unknown): { failed: string } {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    reportError('room', error);
    void window.bridge.call('app.log', { level: 'error', text: `${String(error)}\n${info.componentStack ?? ''}`.slice(0, 4000) });
  }

  override render(): ReactNode {
    if (this.state.failed === null) return this.props.children;
    const t = i18n.getFixedT(null, 'shell');
    return (
      <div className="room-failed" role="alert">
        <h2>{t('roomFailed.what', { room: this.props.room })}</h2>
        <p>{t('roomFailed.safe')}</p>
        <p>
          <button type="button" className="plain-button" onClick={() => this.setState({ failed: null })}>
            {t('roomFailed.repair')}
          </button>
        </p>
        <details>
          <summary>{t('detail')}</summary>
          <pre>{this.state.failed}</pre>
        </details>
      </div>
    );
  }
}
