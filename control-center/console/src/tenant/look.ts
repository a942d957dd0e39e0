import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

/** How a tenant looks to its people; null is the platform's look. Colours are "#rrggbb". */
export type Look = {
  name: string | null;
  primaryColor: string | null;
  accentColor: string | null;
  logoUrl: string | null;
};

export const PLAIN: Look = { name: null, primaryColor: null, accentColor: null, logoUrl: null };

/** The look of the tenant that the address names, for whoever has not signed in: by subdomain, or by `?tenant=`. */
export function useDoorLook(): Look {
  const named = new URLSearchParams(location.search).get("tenant");
  const look = useQuery({
    queryKey: ["look", named],
    queryFn: async ({ signal }) => {
      const answer = await fetch(`/branding/v1/look${named ? `?tenant=${encodeURIComponent(named)}` : ""}`, { signal });
      return answer.ok ? lookOf((await answer.json()) as Sent) : PLAIN;
    },
    staleTime: Infinity,
    retry: false,
  });
  return look.data ?? PLAIN;
}

/** Gives buttons and the mark of the focus the tenant's colours, in the light and in the dark. */
export function useColours({ primaryColor, accentColor }: Look): void {
  useEffect(() => {
    const { style } = document.documentElement;
    const set = Object.entries(coloursOf(primaryColor, accentColor));
    for (const [name, value] of set) style.setProperty(name, value);
    return () => {
      for (const [name] of set) style.removeProperty(name);
    };
  }, [primaryColor, accentColor]);
}

/** In the dark a colour is mixed with white, so that it is told from the ground there, too. */
export function coloursOf(primary: string | null, accent: string | null): Record<string, string> {
  const both = (color: string) => `light-dark(${color}, color-mix(in oklab, ${color} 40%, white))`;
  const colours: Record<string, string> = {};
  if (primary) {
    colours["--solid"] = both(primary);
    colours["--solid-hover"] = `color-mix(in oklab, ${both(primary)} 88%, var(--ink))`;
    colours["--on-solid"] = `light-dark(${inkOn(primary)}, black)`;
  }
  if (accent) colours["--focus"] = both(accent);
  return colours;
}

/** Black or white, whichever is read more easily on that colour. */
export function inkOn(color: string): "black" | "white" {
  const luminance = luminanceOf(color);
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? "black" : "white";
}

/** How well a colour is told from white, from 1 to 21 (WCAG 2.2). */
export function contrastToWhite(color: string): number {
  return 1.05 / (luminanceOf(color) + 0.05);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Sent = { name?: string; primary_color?: string; accent_color?: string; logo_url?: string };

function lookOf(sent: Sent): Look {
  return {
    name: sent.name ?? null,
    primaryColor: sent.primary_color ?? null,
    accentColor: sent.accent_color ?? null,
    logoUrl: sent.logo_url ?? null,
  };
}
