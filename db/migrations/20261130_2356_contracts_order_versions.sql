CALL kernel.count_versions('contracts.ot');
