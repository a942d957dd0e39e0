package dev.flotilla.control.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
    @Test
    void isAFileBelowTheTenant() {
        ObjectKey key = ObjectKey.of("ten_0", "str_1", "20260101000000aa", "index.m3u8");
        assertThat(key.text()).isEqualTo("ten_0/str_1/20260101000000aa/index.m3u8");
        assertThat(key.name()).isEqualTo("index.m3u8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                "..",
                "a/../b",
                "a/.b",
                "a b",
                "a\\b",
                "a/b\0",
                "a/%2e",
                "1/2/3/4/5/6/7/8/9"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new ObjectKey(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasPartsOfABoundedLength() {
        assertThat(ObjectKey.isPart("a".repeat(128))).isTrue();
        assertThat(ObjectKey.isPart("a".repeat(129))).isFalse();
        assertThat(ObjectKey.isPart("a/b")).isFalse();
    }
}
