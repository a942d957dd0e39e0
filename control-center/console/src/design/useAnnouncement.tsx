import { useEffect, useRef, useState } from "react";

/** Says a sentence to screen readers when it changes, and not when it first appears. Numbers stay out of it. */
export function useAnnouncement(sentence: string) {
  const said = useRef(sentence);
  const [text, setText] = useState("");
  useEffect(() => {
    if (said.current === sentence) return;
    said.current = sentence;
    setText(sentence);
  }, [sentence]);
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}
