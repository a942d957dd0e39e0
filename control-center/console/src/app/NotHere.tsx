import { ButtonLink } from "../design/Button";
import { Empty } from "../design/Empty";
import { Page } from "../design/Page";

export function NotHere() {
  return (
    <Page title="Nothing here">
      <Empty
        title="This address leads nowhere"
        action={
          <ButtonLink to="/fleet" look="solid">
            Go to the fleet
          </ButtonLink>
        }
      >
        <p>What it pointed to may have been deleted, or the address is incomplete.</p>
      </Empty>
    </Page>
  );
}
