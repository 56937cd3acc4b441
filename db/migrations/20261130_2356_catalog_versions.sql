ALTER TABLE catalog.cliente ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE catalog.facility ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE catalog.line ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE catalog.responsable_proyecto ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE catalog.shift ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE catalog.sitio ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE catalog.unidad_medida ADD COLUMN version bigint NOT NULL DEFAULT 1;

CALL kernel.count_versions('catalog.cliente');
CALL kernel.count_versions('catalog.facility');
CALL kernel.count_versions('catalog.line');
CALL kernel.count_versions('catalog.responsable_proyecto');
CALL kernel.count_versions('catalog.shift');
CALL kernel.count_versions('catalog.sitio');
CALL kernel.count_versions('catalog.unidad_medida');
