#!/usr/bin/env bash
# encoder.sh FFMPEG URL: a test pattern with a clock and a tone, H.264 and AAC in MPEG-TS, sent to the URL for ever: an encoder
# dials again when its line breaks.
set -uo pipefail

ffmpeg=$1 url=$2
font=$(find /usr/share/fonts -name 'DejaVuSansMono.ttf' 2>/dev/null | head -n 1)
picture='testsrc2=size=1280x720:rate=25'
if [ -n "$font" ] && "$ffmpeg" -hide_banner -filters 2>/dev/null | grep -w drawtext >/dev/null; then
  picture+=",drawtext=fontfile=$font:text='%{localtime}':fontsize=56:fontcolor=white:box=1:boxcolor=black@0.6:x=(w-tw)/2:y=h-th-60"
fi
# The executable of the jar is built without x264.
if "$ffmpeg" -hide_banner -encoders 2>/dev/null | grep -w libx264 >/dev/null; then
  codec=(-c:v libx264 -preset ultrafast -tune zerolatency -x264-params nal-hrd=cbr)
else
  codec=(-c:v libopenh264)
fi
running=''
# It outlives the terminal that it was started from.
trap '' HUP
trap '[ -z "$running" ] || kill "$running" 2>/dev/null; exit 0' TERM INT
while true; do
  "$ffmpeg" -nostdin -hide_banner -loglevel warning -re \
    -f lavfi -i "$picture" -f lavfi -i 'sine=frequency=440:beep_factor=4:sample_rate=48000' \
    "${codec[@]}" -pix_fmt yuv420p -g 25 -b:v 2500k -maxrate 2500k -bufsize 2500k -c:a aac -b:a 128k \
    -f mpegts -muxrate 3000k "$url" &
  running=$!
  wait "$running"
  sleep 1 &
  wait $!
done
