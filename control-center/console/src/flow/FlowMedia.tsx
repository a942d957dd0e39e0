import { BitrateChart, type ChartSeries } from "../design/Chart";
import { Figure } from "../design/Figure";
import { useNow } from "../design/useNow";
import { bitrate } from "../words/bitrate";
import { elapsed } from "../words/time";
import styles from "./FlowMedia.module.css";
import { seriesOf, type Flow } from "./flows";

/** The stream in numbers, and its last minutes as a line. */
export function FlowMedia({ flow }: { flow: Flow }) {
  const now = useNow(1_000);
  const { status } = flow;
  const arriving =
    status?.sources.filter((source) => source.isSelected).reduce((sum, source) => sum + source.bitrateBps, 0) ?? 0;
  const leaving = status?.outputs.reduce((sum, output) => sum + output.bitrateBps, 0) ?? 0;
  const series: ChartSeries[] = flow.sources.map((source, at) => ({
    key: seriesOf(flow.id, "source", source.name),
    label: source.name,
    look: at === 0 ? "area" : "line",
  }));
  return (
    <>
      <dl className={styles.numbers}>
        <div>
          <dt>Arriving</dt>
          <dd data-testid="arriving">
            <Figure of={bitrate(arriving)} size="xl" />
          </dd>
        </div>
        <div>
          <dt>Leaving</dt>
          <dd>
            <Figure of={bitrate(leaving)} size="xl" />
          </dd>
        </div>
        <div>
          <dt>Running for</dt>
          <dd className={styles.clock}>{status?.startedAt ? elapsed(now - Date.parse(status.startedAt)) : "–"}</dd>
        </div>
      </dl>
      <BitrateChart series={series} label={`Bitrate that arrived in the last five minutes`} />
    </>
  );
}
