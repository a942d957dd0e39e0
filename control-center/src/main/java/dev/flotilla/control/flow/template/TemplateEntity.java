package dev.flotilla.control.flow.template;

import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of templates. */
@Entity
@Table(schema = "flow", name = "template")
class TemplateEntity {
    @Id
    String id;

    String tenantId;
    String name;
    String description;
    String document;
    Instant createdAt;
    Instant updatedAt;

    TemplateEntity() {}

    TemplateEntity(TenantId tenant, FlowTemplate template) {
        id = template.id();
        tenantId = tenant.value();
        name = template.name();
        description = template.description();
        document = template.document();
        createdAt = template.createdAt();
        updatedAt = template.updatedAt();
    }

    FlowTemplate template() {
        return FlowTemplate.of(id, name, description, new TemplateDocument(document), createdAt, updatedAt);
    }
}
