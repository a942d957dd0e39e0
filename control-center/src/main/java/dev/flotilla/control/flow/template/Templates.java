package dev.flotilla.control.flow.template;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.flow.Flow;
import dev.flotilla.control.flow.FlowInput;
import dev.flotilla.control.flow.Flows;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TemplateId;
import dev.flotilla.id.TenantId;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The templates of a tenant. */
@ApplicationScoped
class Templates {
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2000;

    private final Tenancy tenancy;
    private final TemplateRepository rows;
    private final Flows flows;
    private final Clock clock = Clock.systemUTC();

    Templates(Tenancy tenancy, TemplateRepository rows, Flows flows) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.flows = flows;
    }

    /** By name. */
    List<FlowTemplate> all(TenantId tenant) {
        return tenancy.call(
                tenant,
                () -> rows.listAll(Sort.by("name")).stream()
                        .map(TemplateEntity::template)
                        .toList());
    }

    FlowTemplate create(TenantId tenant, TemplateInput.Create input) {
        Instant now = clock.instant();
        FlowTemplate made = FlowTemplate.of(
                TemplateId.random().value(),
                name(input.name()),
                description(Objects.requireNonNullElse(input.description(), "")),
                TemplateDocument.checked(input.document()),
                now,
                now);
        return naming(
                made.name(),
                () -> tenancy.call(tenant, () -> {
                    if (rows.count() >= MOST) {
                        throw new Refused(
                                new Conflict("There are %d templates, and that is the limit.".formatted(MOST)));
                    }
                    rows.add(new TemplateEntity(tenant, made));
                    return made;
                }));
    }

    FlowTemplate update(TenantId tenant, TemplateInput.Update input) {
        return naming(
                String.valueOf(input.name()),
                () -> tenancy.call(tenant, () -> {
                    FlowTemplate old = get(input.id());
                    AuditNotes.before(old);
                    FlowTemplate changed = FlowTemplate.of(
                            old.id(),
                            input.name() == null ? old.name() : name(input.name()),
                            input.description() == null ? old.description() : description(input.description()),
                            TemplateDocument.checked(input.document() == null ? old.document() : input.document()),
                            old.createdAt(),
                            clock.instant());
                    rows.step(
                            "name = ?1, description = ?2, document = ?3, updatedAt = ?4 where id = ?5",
                            changed.name(),
                            changed.description(),
                            changed.document(),
                            changed.updatedAt(),
                            changed.id());
                    return changed;
                }));
    }

    void delete(TenantId tenant, String id) {
        tenancy.run(tenant, () -> {
            AuditNotes.before(get(id));
            rows.delete("id", id);
        });
    }

    /** A flow as the template says, which keeps no tie to it. */
    Flow use(TenantId tenant, TemplateInput.Use input) {
        Map<String, String> values = new HashMap<>();
        for (TemplateInput.Value value : input.values()) {
            if (values.put(value.name(), value.value()) != null) {
                throw new Refused(InvalidInput.of("values", value.name(), "must not come twice"));
            }
        }
        FlowTemplate template = tenancy.call(tenant, () -> get(input.templateId()));
        TemplateDocument.Content content = new TemplateDocument(template.document()).filled(values);
        return flows.create(
                tenant,
                new FlowInput.Create(
                        input.nodeId(),
                        input.clusterId(),
                        input.moveAfterSeconds(),
                        input.name(),
                        content.description(),
                        input.running(),
                        Objects.requireNonNullElse(content.sources(), List.of()),
                        Objects.requireNonNullElse(content.outputs(), List.of()),
                        content.failover(),
                        content.merge()));
    }

    private FlowTemplate get(String id) {
        return rows.findByIdOptional(id)
                .map(TemplateEntity::template)
                .orElseThrow(() -> new Refused(NotFound.of("template", id)));
    }

    private static FlowTemplate naming(String name, Supplier<FlowTemplate> change) {
        try {
            return change.get();
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a template '%s' already.".formatted(name)));
        }
    }

    private static String name(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(InvalidInput.of("name", name, "must have 1 to 200 characters, none a control character"));
        }
        return stripped;
    }

    private static String description(String description) {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new Refused(InvalidInput.of("description", "must have at most 2000 characters"));
        }
        return description.strip();
    }
}
