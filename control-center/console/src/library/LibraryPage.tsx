import { useState } from "react";
import { ArtifactRow } from "../artifact/ArtifactRow";
import artifacts from "../artifact/Artifacts.module.css";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Loading } from "../design/Skeleton";
import { useMay } from "../session/may";
import { counted } from "../words/count";
import { UploadDialog } from "./UploadDialog";
import { useVideos, VIDEOS } from "./videos";

/** The videos that were uploaded: what they are, where they are watched. */
export function LibraryPage() {
  const [pages, setPages] = useState(1);
  const [isUploading, setUploading] = useState(false);
  const mayMake = useMay("makeStreams");
  const videos = useVideos(pages);
  const shown = videos.data;
  const upload = (
    <Button look="solid" icon="release" onClick={() => setUploading(true)}>
      Upload video
    </Button>
  );
  return (
    <Page
      title="Library"
      lead="Videos that were uploaded. They are kept in the object storage and watched by a playback id, as streams are."
      actions={mayMake && shown?.items.length ? upload : null}
    >
      {shown ? (
        shown.items.length === 0 ? (
          <Empty title="No videos yet" action={mayMake ? upload : null}>
            <p>Upload an MP4, Matroska, WebM or MPEG-TS file. It is looked at, and then ready to be watched.</p>
          </Empty>
        ) : (
          <Panel title={counted(shown.totalCount, "video")} isFlush>
            <ul>
              {shown.items.map((video) => (
                <ArtifactRow key={video.id} streamId={VIDEOS} artifact={video} />
              ))}
            </ul>
            {shown.items.length < Math.min(shown.totalCount, 200) ? (
              <div className={artifacts.more}>
                <Button onClick={() => setPages(pages + 1)}>Show more</Button>
              </div>
            ) : null}
          </Panel>
        )
      ) : videos.error ? (
        <Notice
          tone="fail"
          title="The videos cannot be shown."
          action={<Button onClick={() => void videos.refetch()}>Try again</Button>}
        >
          {videos.error.message}
        </Notice>
      ) : (
        <Loading what="the videos" rows={3} />
      )}
      {isUploading ? <UploadDialog onClose={() => setUploading(false)} /> : null}
    </Page>
  );
}
