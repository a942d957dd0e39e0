package dev.flotilla.control.stream.vod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartSizesTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void cutsAFileIntoPartsOfOneSizeAndARest() {
        PartSizes sizes = PartSizes.of(40 * MEGABYTE + 7, 16 * MEGABYTE);
        assertThat(sizes.count()).isEqualTo(3);
        assertThat(sizes.bytesOf(1)).isEqualTo(16 * MEGABYTE);
        assertThat(sizes.bytesOf(3)).isEqualTo(8 * MEGABYTE + 7);
        assertThat(PartSizes.of(1, 16 * MEGABYTE).bytesOf(1)).isEqualTo(1);
        assertThat(PartSizes.of(32 * MEGABYTE, 16 * MEGABYTE).count()).isEqualTo(2);
    }

    @Test
    void growsThePartsByWholeMegabytesToHaveNoMoreThanAThousand() {
        PartSizes sizes = PartSizes.of(20_000 * MEGABYTE + 1, 16 * MEGABYTE);
        assertThat(sizes.partBytes()).isEqualTo(21 * MEGABYTE);
        assertThat(sizes.count()).isLessThanOrEqualTo(1000);
        assertThat(sizes.numbers().mapToLong(sizes::bytesOf).sum()).isEqualTo(20_000 * MEGABYTE + 1);
    }
}
