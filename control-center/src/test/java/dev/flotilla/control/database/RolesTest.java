package dev.flotilla.control.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RolesTest {
    @Test
    void aRefusedPasswordIsNotRepeated() {
        var connection = (Connection) Proxy.newProxyInstance(
                RolesTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    throw new SQLException("refused: " + arguments[0], "42501");
                });
        assertThatThrownBy(() -> Roles.setPassword(Sql.on(connection), Roles.APP, "c0ffee"))
                .isInstanceOf(CannotStart.class)
                .hasMessage("The database refused the password of role flotilla_app: SQLState 42501")
                .hasNoCause();
    }
}
